package cn.haihe.map.osm.internal;

import cn.haihe.map.city.Approach;
import cn.haihe.map.city.Junction;
import cn.haihe.map.city.Movement;
import cn.haihe.map.osm.SkipReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes junctions of signal nodes: which crossing they serve, its arms, the ways through it. */
final class JunctionBuilder {
    private static final int ARMS_MIN = 3;
    private static final int INBOUND_MIN = 2;

    private final OsmData data;
    private final Skips skips;
    private final List<Piece> pieces;
    private final RoadGraph graph;
    private final ArmFinder armFinder;
    private final MovementFinder movementFinder;

    JunctionBuilder(OsmData data, Skips skips, List<Piece> pieces) {
        this.data = data;
        this.skips = skips;
        this.pieces = pieces;
        graph = new RoadGraph(pieces, data.nodes());
        armFinder = new ArmFinder(graph);
        movementFinder = new MovementFinder(graph, new TurnRestrictions(data, skips));
    }

    List<Junction> build() {
        List<Junction> junctions = new ArrayList<>();
        SignalAnchors anchors = new SignalAnchors(data, graph, skips);
        for (Crossing crossing : new CrossingFinder(graph).find(anchors.find(pieces))) {
            Optional<Junction> junction = junction(crossing);
            junction.ifPresentOrElse(junctions::add, () -> skips.count(SkipReason.JUNCTION_WITHOUT_CONFLICT));
        }
        return junctions;
    }

    private Optional<Junction> junction(Crossing crossing) {
        List<Arm> arms = armFinder.find(crossing);
        List<Movement> movements = movementFinder.find(crossing, arms);
        long signalled =
                movements.stream().map(Movement::fromApproach).distinct().count();
        if (arms.size() < ARMS_MIN || signalled < INBOUND_MIN) {
            return Optional.empty();
        }
        List<Approach> approaches = new ArrayList<>();
        for (Arm arm : arms) {
            approaches.add(approach(approaches.size() + 1, arm));
        }
        return Optional.of(new Junction(
                "j" + crossing.signals().first(),
                JunctionNames.of(arms),
                crossing.position(graph),
                List.copyOf(crossing.signals()),
                approaches,
                movements));
    }

    private static Approach approach(int number, Arm arm) {
        return new Approach(
                number,
                arm.bearingDegrees(),
                arm.street(),
                arm.inboundLanes(),
                arm.widthMetres(),
                arm.inbound().stream().map(piece -> piece.segment().id()).toList(),
                arm.outbound().stream().map(piece -> piece.segment().id()).toList());
    }
}
