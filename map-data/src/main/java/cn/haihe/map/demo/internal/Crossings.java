package cn.haihe.map.demo.internal;

import cn.haihe.map.demo.internal.StreetNet.Edge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.algorithm.Angle;

/** Takes arms from crossings where the grid met the true roads at too sharp an angle or with too many streets. */
final class Crossings {
    /** Two arms nearer than this cannot be told apart on the ground. */
    private static final double SHARP = Math.toRadians(22);
    /** The same at a crossing that has arms to spare. */
    private static final double SHARP_WHERE_MANY = Math.toRadians(50);

    private static final int MANY = 5;
    private static final int MOST_ARMS = 5;

    private Crossings() {}

    static void thin(StreetNet net) {
        Set<Edge> dropped = new HashSet<>();
        for (int node = 0; node < net.nodeCount(); node++) {
            List<Edge> arms = new ArrayList<>(net.edgesAt(node));
            arms.removeAll(dropped);
            Optional<Edge> excess = excess(net, node, arms);
            while (excess.isPresent()) {
                dropped.add(excess.get());
                arms.remove(excess.get());
                excess = excess(net, node, arms);
            }
        }
        net.keep(net.edges().stream().filter(edge -> !dropped.contains(edge)).toList());
    }

    private static Optional<Edge> excess(StreetNet net, int node, List<Edge> arms) {
        double sharp = arms.size() >= MANY ? SHARP_WHERE_MANY : SHARP;
        List<Edge> weak = new ArrayList<>();
        for (Edge p : arms) {
            for (Edge q : arms) {
                if (p != q && Angle.diff(angle(net, node, p), angle(net, node, q)) < sharp) {
                    weak.add(weaker(p, q));
                }
            }
        }
        if (weak.isEmpty() && arms.size() > MOST_ARMS) {
            weak.addAll(arms);
        }
        return weak.stream()
                .filter(edge -> edge.street.synthetic() && edge.level == StreetNet.Level.GROUND)
                .max(Comparator.<Edge, Kind>comparing(edge -> edge.street.kind())
                        .thenComparingInt(edge -> edge.street.id()));
    }

    /** The less important one; of two alike the one drawn later. */
    private static Edge weaker(Edge p, Edge q) {
        int byKind = p.street.kind().compareTo(q.street.kind());
        int order = byKind != 0 ? byKind : Integer.compare(p.street.id(), q.street.id());
        return order >= 0 ? p : q;
    }

    private static double angle(StreetNet net, int node, Edge arm) {
        return Angle.angle(net.at(node), net.at(arm.other(node)));
    }
}
