package cn.haihe.signal.exchange;

import cn.haihe.signal.network.Intersection;
import cn.haihe.signal.network.PlanLimits;
import cn.haihe.signal.network.RoadLink;
import cn.haihe.signal.network.SignalNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code signal-net/1}: a network of signals with its demand. Nothing is repaired: what is wrong is named. */
public final class SignalNetReader {
    public static final String FORMAT = "signal-net/1";

    private SignalNetReader() {}

    /**
     * @throws IOException where the file cannot be read
     * @throws BadExchange where it does not hold a network that makes sense
     */
    public static SignalNetwork read(Path file) throws IOException, BadExchange {
        JsonPlace net = JsonPlace.read(file);
        String format = net.text("format");
        if (!format.equals(FORMAT)) {
            throw net.get("format").wrong("'" + format + "' is not " + FORMAT);
        }
        double begin = net.number("begin_s", 0, 1e9);
        double end = net.number("end_s", begin + 1, begin + 86_400);
        double interval = net.number("interval_s", 1, 86_400);
        int intervals = (int) Math.ceil((end - begin) / interval);
        PlanLimits limits = limits(net.get("limits"));
        Map<String, Intersection> intersections = new HashMap<>();
        List<Intersection> inOrder = new ArrayList<>();
        for (JsonPlace item : net.items("intersections")) {
            Intersection intersection = new IntersectionReader(item, intervals).read();
            if (intersections.put(intersection.id(), intersection) != null) {
                throw item.get("id").wrong("there are two intersections '" + intersection.id() + "'");
            }
            inOrder.add(intersection);
        }
        return new SignalNetwork(
                net.text("scenario"), begin, end, interval, limits, inOrder, links(net, intersections, intervals));
    }

    private static PlanLimits limits(JsonPlace limits) throws BadExchange {
        double minCycle = limits.number("min_cycle_s", 1, 3_600);
        return new PlanLimits(
                limits.number("min_green_s", 1, 3_600), minCycle, limits.number("max_cycle_s", minCycle, 3_600));
    }

    private static List<RoadLink> links(JsonPlace net, Map<String, Intersection> intersections, int intervals)
            throws BadExchange {
        List<RoadLink> links = new ArrayList<>();
        Set<List<String>> seen = new HashSet<>();
        for (JsonPlace item : net.items("links")) {
            RoadLink link = new RoadLink(
                    item.text("from"),
                    item.text("from_exit"),
                    item.text("to"),
                    item.text("to_approach"),
                    item.rounded("length_m", 1e6),
                    item.rounded("travel_time_s", 86_399),
                    item.integer("lanes", 1, 20),
                    Flows.read(item.get("flow_vph"), intervals));
            checkEnds(item, link, intersections);
            if (!seen.add(List.of(link.fromExit(), link.toApproach()))) {
                throw item.wrong("there are two links from '" + link.fromExit() + "' to '" + link.toApproach() + "'");
            }
            links.add(link);
        }
        return links;
    }

    private static void checkEnds(JsonPlace item, RoadLink link, Map<String, Intersection> intersections)
            throws BadExchange {
        Intersection from = intersections.get(link.from());
        if (from == null) {
            throw item.get("from").wrong("there is no intersection '" + link.from() + "'");
        }
        if (from.movements().stream().noneMatch(movement -> movement.exit().equals(link.fromExit()))) {
            throw item.get("from_exit")
                    .wrong("no movement of '" + link.from() + "' leaves by '" + link.fromExit() + "'");
        }
        Intersection to = intersections.get(link.to());
        if (to == null) {
            throw item.get("to").wrong("there is no intersection '" + link.to() + "'");
        }
        if (to.findApproach(link.toApproach()).isEmpty()) {
            throw item.get("to_approach").wrong("'" + link.to() + "' has no approach '" + link.toApproach() + "'");
        }
    }
}
