package cn.haihe.signal.exchange;

import cn.haihe.signal.network.RoadLink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The ways across intersections, from the stop lines to the roads behind. Roads end where an intersection begins, so
 * {@code signal-net/1} leaves these metres out of its links; platoons need a second or two for them. No road between two
 * intersections is shorter than the straight line between their middles: what that line is longer lies in the two of them.
 */
final class Crossings {
    /** What is wider is no crossing, but a road that the network does not tell of. */
    private static final double WIDEST_METRES = 80;

    private static final double LONGEST_SECONDS = 86_399;

    private final Map<String, Double> metres = new HashMap<>();
    private final double usualMetres;

    /** Where the middle of an intersection is, in metres. */
    record Middle(double x, double y) {}

    /** @param middles of the intersections of which it is known */
    Crossings(Map<String, Middle> middles, List<RoadLink> links) {
        Map<String, List<Double>> found = new HashMap<>();
        for (RoadLink link : links) {
            Middle from = middles.get(link.from());
            Middle to = middles.get(link.to());
            if (from == null || to == null) {
                continue;
            }
            double inside = Math.hypot(from.x - to.x, from.y - to.y) - link.lengthMetres();
            if (inside > 0 && inside < WIDEST_METRES) {
                found.computeIfAbsent(link.from(), any -> new ArrayList<>()).add(inside);
                found.computeIfAbsent(link.to(), any -> new ArrayList<>()).add(inside);
            }
        }
        found.forEach((id, all) -> metres.put(id, median(all)));
        usualMetres = metres.isEmpty() ? 0 : median(new ArrayList<>(metres.values()));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    /** The same link, its travel time counted from the stop line of the intersection that it comes from. */
    RoadLink fromStopLine(RoadLink link) {
        double across = metres.getOrDefault(link.from(), usualMetres);
        double speedMps = link.lengthMetres() / link.travelSeconds();
        return new RoadLink(
                link.from(),
                link.fromExit(),
                link.to(),
                link.toApproach(),
                link.lengthMetres(),
                Math.min(LONGEST_SECONDS, link.travelSeconds() + across / speedMps),
                link.lanes(),
                link.flowPerHour());
    }
}
