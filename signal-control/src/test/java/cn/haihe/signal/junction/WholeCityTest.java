package cn.haihe.signal.junction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.haihe.map.city.City;
import cn.haihe.map.city.Junction;
import cn.haihe.map.city.Segment;
import cn.haihe.map.demo.DemoCity;
import cn.haihe.map.demo.DemoScale;
import cn.haihe.map.osm.CityImporter;
import cn.haihe.signal.optimise.TypicalDemand;
import cn.haihe.signal.optimise.Webster;
import cn.haihe.signal.optimise.WebsterRules;
import cn.haihe.signal.plan.TimingPlan;
import cn.haihe.signal.verify.Limits;
import cn.haihe.signal.verify.SafetyVerifier;
import cn.haihe.signal.verify.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every signal junction of a whole city gets safe signals and a safe plan to begin with. */
class WholeCityTest {
    @TempDir
    Path directory;

    @Test
    void everyJunctionOfTheDemoCityGetsASafePlan() throws IOException {
        Path file = directory.resolve("demo.osm.pbf");
        DemoCity.write(file, DemoScale.SMALL, 1);
        assertAllGetSafePlans(file);
    }

    @Test
    void everyJunctionOfARealCityGetsASafePlan() {
        Optional<Path> file = realExtract();
        assumeTrue(file.isPresent(), "no real extracts here: set HAIHE_SHARED, or put them at ../shared/data");
        assertAllGetSafePlans(file.get());
    }

    private static void assertAllGetSafePlans(Path file) {
        City city = new CityImporter().importFrom(file).city();
        List<String> failures = new ArrayList<>();
        city.junctions().forEach(junction -> check(city, junction, failures));
        assertThat(city.junctions()).isNotEmpty();
        assertThat(failures).as("of %d junctions", city.junctions().size()).isEmpty();
    }

    private static void check(City city, Junction map, List<String> failures) {
        try {
            SignalJunction junction = JunctionDesigner.design(map);
            TimingPlan plan = new Webster(WebsterRules.DEFAULT)
                    .plan(
                            map,
                            junction,
                            TypicalDemand.of(
                                    map,
                                    id -> city.findSegment(id)
                                            .map(Segment::roadClass)
                                            .orElse(null)),
                            1);
            if (new SafetyVerifier(Limits.DEFAULT).verify(map, junction, plan, Map.of())
                    instanceof Verdict.Unsafe unsafe) {
                failures.add(map.id() + ": " + unsafe.findings());
            }
        } catch (UnsignallableJunction e) {
            failures.add(e.getMessage());
        }
    }

    private static Optional<Path> realExtract() {
        String given = System.getProperty("HAIHE_SHARED", System.getenv("HAIHE_SHARED"));
        Path name = Path.of("data/osm/porto-alegre.osm.pbf");
        Stream<Path> places = given != null
                ? Stream.of(Path.of(given))
                : Stream.iterate(Path.of("").toAbsolutePath(), at -> at != null, Path::getParent)
                        .map(at -> at.resolve("shared"));
        return places.map(at -> at.resolve(name)).filter(Files::exists).findFirst();
    }
}
