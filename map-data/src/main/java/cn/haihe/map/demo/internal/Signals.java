package cn.haihe.map.demo.internal;

import cn.haihe.map.demo.internal.StreetNet.Edge;
import cn.haihe.map.demo.internal.StreetNet.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.locationtech.jts.algorithm.Angle;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.quadtree.Quadtree;

/** Puts signals where the most important streets cross. */
final class Signals {
    /** Nearer than this, two crossings would be one junction. */
    private static final double APART = 100;

    private static final double SIDE = Math.toRadians(40);

    private record Candidate(int node, double score) {}

    private Signals() {}

    static Set<Integer> choose(StreetNet net, int wanted) {
        List<Candidate> candidates = new ArrayList<>();
        for (int node = 0; node < net.nodeCount(); node++) {
            double score = score(net, node);
            if (score > 0) {
                candidates.add(new Candidate(node, score));
            }
        }
        candidates.sort(Comparator.comparingDouble(Candidate::score).reversed().thenComparingInt(Candidate::node));
        Set<Integer> chosen = new TreeSet<>();
        Quadtree taken = new Quadtree();
        for (Candidate candidate : candidates) {
            if (chosen.size() == wanted) {
                break;
            }
            Coordinate at = net.at(candidate.node());
            Envelope around = new Envelope(at);
            around.expandBy(APART);
            boolean tooNear = taken.query(around).stream().anyMatch(other -> at.distance((Coordinate) other) < APART);
            if (!tooNear) {
                chosen.add(candidate.node());
                taken.insert(new Envelope(at), at);
            }
        }
        return chosen;
    }

    /** 0 where signals make no sense: fewer than three arms, nothing that crosses, an expressway. */
    private static double score(StreetNet net, int node) {
        List<Edge> arms = net.edgesAt(node);
        if (arms.size() < 3
                || arms.stream().anyMatch(arm -> arm.street.kind() == Kind.EXPRESSWAY || arm.level != Level.GROUND)) {
            return 0;
        }
        int best = 0;
        for (Edge along : arms) {
            for (Edge across : arms) {
                if (along.street.kind().isMain() && crosses(net, node, along, across)) {
                    best = Math.max(best, along.street.kind().weight + 2 * across.street.kind().weight);
                }
            }
        }
        if (best == 0) {
            return 0;
        }
        long mainArms = arms.stream().filter(arm -> arm.street.kind().isMain()).count();
        Coordinate at = net.at(node);
        double centre = 3 * Math.exp(-Math.hypot(at.x, at.y) / 4_000);
        return best + Math.min(mainArms, 4) + centre;
    }

    /** A street may change its name on the way; only what comes from the side crosses it. */
    private static boolean crosses(StreetNet net, int node, Edge along, Edge across) {
        double angle = Angle.diff(
                Angle.angle(net.at(node), net.at(along.other(node))),
                Angle.angle(net.at(node), net.at(across.other(node))));
        return angle > SIDE && angle < Math.PI - SIDE;
    }
}
