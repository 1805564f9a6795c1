package cn.haihe.routing.internal;

import cn.haihe.routing.live.LiveSpeeds;
import com.graphhopper.routing.Path;
import com.graphhopper.routing.ev.EncodedValueLookup;
import com.graphhopper.routing.querygraph.VirtualEdgeIteratorState;
import com.graphhopper.routing.weighting.Weighting;
import com.graphhopper.storage.Graph;
import com.graphhopper.util.EdgeIteratorState;
import com.graphhopper.util.details.AbstractPathDetailsBuilder;
import com.graphhopper.util.details.PathDetailsBuilder;
import com.graphhopper.util.details.PathDetailsBuilderFactory;
import java.util.ArrayList;
import java.util.List;

/** GraphHopper's path details, and one of our own that gives the {@link Piece} of every edge. */
final class PieceDetails extends PathDetailsBuilderFactory {
    static final String NAME = "haihe_piece";

    private final LiveSpeeds speeds;

    PieceDetails(LiveSpeeds speeds) {
        this.speeds = speeds;
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
        builders.add(new Builder(speeds));
        return builders;
    }

    private static final class Builder extends AbstractPathDetailsBuilder {
        private final LiveSpeeds speeds;
        private Piece current;

        Builder(LiveSpeeds speeds) {
            super(NAME);
            this.speeds = speeds;
        }

        @Override
        public boolean isEdgeDifferentToLastEdge(EdgeIteratorState edge) {
            int key = edge instanceof VirtualEdgeIteratorState part ? part.getOriginalEdgeKey() : edge.getEdgeKey();
            current = new Piece(
                    edge.getDistance(),
                    speeds.kmh(key),
                    speeds.freeFlowKmh(key),
                    speeds.findGrade(key),
                    speeds.findSegment(key));
            return true;
        }

        @Override
        protected Object getCurrentValue() {
            return current;
        }
    }
}
