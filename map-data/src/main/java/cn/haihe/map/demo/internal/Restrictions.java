package cn.haihe.map.demo.internal;

import cn.haihe.map.demo.internal.StreetNet.Edge;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.locationtech.jts.algorithm.Angle;

/** Turns forbidden at big crossings, never one that a bus line makes. */
final class Restrictions {
    private static final double NO_U_TURN = 0.4;
    private static final double NO_LEFT_TURN = 0.06;

    /** @param type value of the tag {@code restriction} */
    record Restriction(String type, Edge from, int via, Edge to) {}

    private Restrictions() {}

    static List<Restriction> choose(StreetNet net, Set<Integer> signals, BusLines.Plan buses, Random random) {
        List<Restriction> restrictions = new ArrayList<>();
        for (int node = 0; node < net.nodeCount(); node++) {
            List<Edge> arms = net.edgesAt(node);
            boolean signalled = signals.contains(node);
            boolean interchange = arms.size() > 2
                    && arms.stream().anyMatch(arm -> arm.street.kind() == Kind.EXPRESSWAY)
                    && arms.stream().anyMatch(arm -> arm.street.kind() != Kind.EXPRESSWAY);
            if (!signalled && !interchange) {
                continue;
            }
            for (Edge from : arms) {
                if (!from.leaves(from.other(node))) {
                    continue;
                }
                if (signalled
                        && from.street.kind().weight >= 4
                        && from.leaves(node)
                        && random.nextDouble() < NO_U_TURN) {
                    restrictions.add(new Restriction("no_u_turn", from, node, from));
                }
                boolean noLeft = interchange || (arms.size() > 3 && random.nextDouble() < NO_LEFT_TURN);
                for (Edge to : arms) {
                    if (noLeft
                            && to != from
                            && to.leaves(node)
                            && isLeft(net, from, node, to)
                            && !buses.turns(from, to)) {
                        restrictions.add(new Restriction("no_left_turn", from, node, to));
                    }
                }
            }
        }
        return restrictions;
    }

    private static boolean isLeft(StreetNet net, Edge from, int via, Edge to) {
        double in = Angle.angle(net.at(from.other(via)), net.at(via));
        double out = Angle.angle(net.at(via), net.at(to.other(via)));
        double turn = Math.toDegrees(Angle.normalize(out - in));
        return turn > 45 && turn < 135;
    }
}
