package cn.haihe.map.demo.internal;

import cn.haihe.map.demo.internal.StreetNet.Edge;
import cn.haihe.map.demo.internal.StreetNet.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.quadtree.Quadtree;

/** Puts signals where the most important streets cross. */
final class Signals {
    /** Nearer than this, two crossings would be one junction. */
    private static final double APART = 100;

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

    /** 0 where signals make no sense: fewer than three arms, one street only, an expressway. */
    private static double score(StreetNet net, int node) {
        List<Edge> arms = net.edgesAt(node);
        if (arms.size() < 3) {
            return 0;
        }
        Street first = null;
        Street second = null;
        int mainArms = 0;
        for (Edge arm : arms) {
            Street street = arm.street;
            if (street.kind() == Kind.EXPRESSWAY || arm.level != Level.GROUND) {
                return 0;
            }
            mainArms += street.kind().isMain() ? 1 : 0;
            if (first == null || street.kind().weight > first.kind().weight) {
                second = first == null || first.zh().equals(street.zh()) ? second : first;
                first = street;
            } else if (!street.zh().equals(first.zh())
                    && (second == null || street.kind().weight > second.kind().weight)) {
                second = street;
            }
        }
        if (second == null || !first.kind().isMain()) {
            return 0;
        }
        Coordinate at = net.at(node);
        double centre = 3 * Math.exp(-Math.hypot(at.x, at.y) / 4_000);
        return first.kind().weight + 2 * second.kind().weight + Math.min(mainArms, 4) + centre;
    }
}
