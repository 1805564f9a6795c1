package cn.haihe.routing.internal;

import cn.haihe.routing.graph.EdgeKeys;
import cn.haihe.routing.profile.SpeedOutlook;
import com.graphhopper.routing.Path;
import com.graphhopper.routing.ev.EncodedValueLookup;
import com.graphhopper.routing.weighting.Weighting;
import com.graphhopper.storage.Graph;
import com.graphhopper.util.EdgeIteratorState;
import com.graphhopper.util.details.AbstractPathDetailsBuilder;
import com.graphhopper.util.details.PathDetailsBuilder;
import com.graphhopper.util.details.PathDetailsBuilderFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** GraphHopper's path details, and one of our own that gives the {@link Piece} of every edge. */
final class PieceDetails extends PathDetailsBuilderFactory {
    static final String NAME = "haihe_piece";

    private final Function<EdgeIteratorState, Piece> pieces;

    PieceDetails(Function<EdgeIteratorState, Piece> pieces) {
        this.pieces = pieces;
    }

    /** As the traffic is now. */
    static PieceDetails now(KindSpeeds speeds) {
        return new PieceDetails(edge -> {
            int key = EdgeKeys.keyOf(edge);
            return new Piece(
                    edge.getDistance(),
                    speeds.kmh(key),
                    speeds.freeFlowKmh(key),
                    speeds.cars().findGrade(key),
                    false,
                    speeds.cars().findSegment(key));
        });
    }

    /** As it is expected to be at the moment of each. */
    static PieceDetails expected(SpeedOutlook outlook, JourneyWeighting drives, KindSpeeds speeds) {
        return new PieceDetails(edge -> {
            int key = EdgeKeys.keyOf(edge);
            long at = drives.enteredAt(edge);
            long millis = drives.calcEdgeMillis(edge, false);
            return new Piece(
                    edge.getDistance(),
                    millis == 0 ? speeds.freeFlowKmh(key) : (float) (edge.getDistance() * 3_600 / millis),
                    speeds.freeFlowKmh(key),
                    outlook.isLiveAt(key, at) ? outlook.live().findGrade(key) : Optional.empty(),
                    outlook.isUsualKnownAt(key, at),
                    outlook.live().findSegment(key));
        });
    }

    @Override
    public List<PathDetailsBuilder> createPathDetailsBuilders(
            List<String> requested, Path path, EncodedValueLookup values, Weighting weighting, Graph graph) {
        if (!requested.contains(NAME)) {
            return super.createPathDetailsBuilders(requested, path, values, weighting, graph);
        }
        List<String> others =
                requested.stream().filter(name -> !name.equals(NAME)).toList();
        List<PathDetailsBuilder> builders =
                new ArrayList<>(super.createPathDetailsBuilders(others, path, values, weighting, graph));
        builders.add(new Builder(pieces));
        return builders;
    }

    private static final class Builder extends AbstractPathDetailsBuilder {
        private final Function<EdgeIteratorState, Piece> pieces;
        private Piece current;

        Builder(Function<EdgeIteratorState, Piece> pieces) {
            super(NAME);
            this.pieces = pieces;
        }

        @Override
        public boolean isEdgeDifferentToLastEdge(EdgeIteratorState edge) {
            current = pieces.apply(edge);
            return true;
        }

        @Override
        protected Object getCurrentValue() {
            return current;
        }
    }
}
