package cn.haihe.map.osm;

import cn.haihe.map.city.City;
import cn.haihe.map.city.Movement;
import cn.haihe.map.city.Segment;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Prints what a map file has: {@code java cn.haihe.map.osm.DescribeCity FILE…}. */
public final class DescribeCity {
    private DescribeCity() {}

    public static void main(String[] files) {
        int failed = 0;
        for (String file : files) {
            try {
                describe(new CityImporter().importFrom(Path.of(file)), System.out);
            } catch (MapFileException e) {
                System.err.println(e.problem() + ": " + e.getMessage());
                failed++;
            }
        }
        if (files.length == 0 || failed > 0) {
            System.exit(1);
        }
    }

    static void describe(ImportedCity imported, PrintStream out) {
        City city = imported.city();
        ImportReport report = imported.report();
        out.printf(
                "%s: %d nodes, %d ways, %d relations, read in %d ms%n",
                report.file(),
                report.nodes(),
                report.ways(),
                report.relations(),
                report.took().toMillis());
        double kilometres =
                city.segments().stream().mapToDouble(Segment::lengthMetres).sum() / 1000;
        out.printf("  segments   %d, %.1f km %s%n", city.segments().size(), kilometres, byClass(city));
        out.printf(
                "  junctions  %d by arms %s%n",
                city.junctions().size(),
                count(city.junctions(), junction -> junction.approaches().size()));
        out.printf(
                "  movements  %s%n",
                count(
                        city.junctions().stream()
                                .flatMap(junction -> junction.movements().stream())
                                .toList(),
                        Movement::turn));
        out.printf(
                "  bus stops  %d, routes %d%n",
                city.busStops().size(), city.busRoutes().size());
        out.printf(
                "  car parks  %d, with capacity %d%n",
                city.carParks().size(),
                city.carParks().stream()
                        .filter(park -> park.capacity().isPresent())
                        .count());
        out.printf("  signs      %d%n", city.guidanceSigns().size());
        out.printf("  waters     %d%n", city.waters().size());
        out.printf("  left out   %s%n", report.skipped());
    }

    private static Map<?, Long> byClass(City city) {
        return count(city.segments(), Segment::roadClass);
    }

    private static <T, K extends Comparable<K>> Map<K, Long> count(Iterable<T> things, Function<T, K> key) {
        return java.util.stream.StreamSupport.stream(things.spliterator(), false)
                .collect(Collectors.groupingBy(key, TreeMap::new, Collectors.counting()));
    }
}
