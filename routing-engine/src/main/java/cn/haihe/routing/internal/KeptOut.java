package cn.haihe.routing.internal;

import cn.haihe.map.city.City;
import cn.haihe.map.city.Segment;
import cn.haihe.routing.Avoid;
import cn.haihe.routing.Avoid.RoadFeature;
import cn.haihe.routing.area.AreaEdges;
import cn.haihe.routing.graph.RoadGraph;
import cn.haihe.routing.journey.JourneyCosts.Bans;
import cn.haihe.routing.live.PlannedClosures;
import cn.haihe.routing.live.SegmentMatch;
import com.graphhopper.routing.ev.EnumEncodedValue;
import com.graphhopper.routing.ev.RoadClass;
import com.graphhopper.routing.ev.RoadEnvironment;
import com.graphhopper.routing.util.AllEdgesIterator;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The edges that a request's {@link Avoid} means. */
final class KeptOut {
    private final City city;
    private final SegmentMatch match;
    private final AreaEdges areas;
    private final Map<RoadFeature, BitSet> edgesWith = new EnumMap<>(RoadFeature.class);

    KeptOut(RoadGraph graph, City city, SegmentMatch match) {
        this.city = city;
        this.match = match;
        areas = new AreaEdges(graph);
        for (RoadFeature feature : RoadFeature.values()) {
            edgesWith.put(feature, new BitSet());
        }
        EnumEncodedValue<RoadClass> roadClass = graph.values().getEnumEncodedValue(RoadClass.KEY, RoadClass.class);
        EnumEncodedValue<RoadEnvironment> environment =
                graph.values().getEnumEncodedValue(RoadEnvironment.KEY, RoadEnvironment.class);
        AllEdgesIterator edges = graph.base().getAllEdges();
        while (edges.next()) {
            RoadEnvironment around = edges.get(environment);
            edgesWith.get(RoadFeature.MOTORWAY).set(edges.getEdge(), edges.get(roadClass) == RoadClass.MOTORWAY);
            edgesWith.get(RoadFeature.TUNNEL).set(edges.getEdge(), around == RoadEnvironment.TUNNEL);
            edgesWith.get(RoadFeature.BRIDGE).set(edges.getEdge(), around == RoadEnvironment.BRIDGE);
            edgesWith.get(RoadFeature.FERRY).set(edges.getEdge(), around == RoadEnvironment.FERRY);
        }
    }

    /** Closures that are ordered ahead. */
    Bans of(PlannedClosures closures) {
        return closures.isEmpty()
                ? Bans.NONE
                : (edgeKey, enterMillis) ->
                        match.isMatched(edgeKey) && closures.isClosed(match.getSegment(edgeKey), enterMillis);
    }

    /**
     * To be asked once for each request: areas take long. Segments that the city does not know keep nobody out.
     *
     * @return empty where it took longer
     */
    Optional<Bans> find(Avoid avoid, long millisMax) {
        if (avoid.isNothing()) {
            return Optional.of(Bans.NONE);
        }
        long end = System.nanoTime() + 1_000_000 * millisMax;
        return areas.findTouching(avoid.areas(), () -> System.nanoTime() - end > 0)
                .map(touched -> of(avoid, touched));
    }

    private Bans of(Avoid avoid, BitSet edges) {
        avoid.features().forEach(feature -> edges.or(edgesWith.get(feature)));
        BitSet segments = new BitSet();
        for (String id : avoid.segmentIds()) {
            city.findSegment(id).map(Segment::index).ifPresent(segments::set);
        }
        return (edgeKey, enterMillis) ->
                edges.get(edgeKey >> 1) || match.isMatched(edgeKey) && segments.get(match.getSegment(edgeKey));
    }
}
