package cn.haihe.routing.matching;

import cn.haihe.map.geo.LonLat;
import cn.haihe.routing.graph.RoadGraph;
import cn.haihe.routing.live.SegmentMatch;
import cn.haihe.routing.vehicle.VehicleKind;
import com.graphhopper.ResponsePath;
import com.graphhopper.matching.MapMatching;
import com.graphhopper.matching.MatchResult;
import com.graphhopper.matching.Observation;
import com.graphhopper.storage.index.LocationIndexTree;
import com.graphhopper.storage.index.Snap;
import com.graphhopper.util.PathMerger;
import com.graphhopper.util.PointList;
import com.graphhopper.util.RamerDouglasPeucker;
import com.graphhopper.util.details.PathDetailsBuilderFactory;
import com.graphhopper.util.shapes.BBox;
import com.graphhopper.util.shapes.GHPoint;
import java.time.Clock;
import java.util.List;

/**
 * Finds the roads that traces were driven on, by GraphHopper's map matching (a hidden Markov model after Newson and
 * Krumm, "Hidden Markov Map Matching Through Noise and Sparseness"). Safe for any number of threads; a long trace takes
 * seconds of one processor.
 */
public final class TraceMatching {
    private final RoadGraph graph;
    private final SegmentMatch segments;

    public TraceMatching(RoadGraph graph, SegmentMatch segments) {
        this.graph = graph;
        this.segments = segments;
    }

    /** @throws IllegalArgumentException where the trace does not lie on roads, with the fix where it leaves them */
    public MatchedTrace match(TraceRequest request) {
        MatchResult result = match(
                request.fixes(),
                new MatchRouter(graph, request.kind(), request.visitedNodesMax()),
                request.accuracyMetres());
        PathMerger merger = new PathMerger(result.getGraph(), result.getWeighting())
                .setEnableInstructions(request.withInstructions())
                .setPathDetailsBuilders(new PathDetailsBuilderFactory(), request.pathDetails())
                .setRamerDouglasPeucker(new RamerDouglasPeucker().setMaxDistance(request.simplifyMetres()))
                .setSimplifyResponse(request.simplifyMetres() > 0);
        ResponsePath path = merger.doWork(
                PointList.EMPTY,
                List.of(result.getMergedPath()),
                graph.values(),
                graph.translations().getWithFallBack(request.locale()));
        // a vehicle that stood still has an empty path, which is none to GraphHopper's router, but a match to us
        path.getErrors().clear();
        // nothing was searched for by weight; GraphHopper leaves the largest number there
        path.setRouteWeight(path.getTime() / 1000.0);
        return new MatchedTrace(
                path,
                result.getMatchLength(),
                result.getMatchMillis(),
                result.getGpxEntriesLength(),
                result.getEdgeMatches().stream()
                        .map(match -> match.getEdgeState().getEdgeKey())
                        .toList());
    }

    /** A matcher for the fixes of many vehicles as they come in. */
    public TraceMatcher stream(VehicleKind kind, StreamLimits limits, Clock clock) {
        return new TraceMatcher(this, new MatchRouter(graph, kind, limits.visitedNodesMax()), segments, limits, clock);
    }

    MatchResult match(List<LonLat> fixes, MapMatching.Router router, double accuracyMetres) {
        MapMatching matching = new MapMatching(graph.base(), (LocationIndexTree) graph.locations(), router);
        matching.setMeasurementErrorSigma(accuracyMetres);
        BBox box = graph.base().getBounds();
        List<Observation> observations = fixes.stream()
                .map(fix -> new Observation(new GHPoint(fix.lat(), fix.lon())))
                .toList();
        for (int i = 0; i < fixes.size(); i++) {
            if (!box.contains(fixes.get(i).lat(), fixes.get(i).lon())) {
                throw new IllegalArgumentException("fix " + i + " is off the map: "
                        + fixes.get(i).lat() + "," + fixes.get(i).lon());
            }
        }
        return matching.match(observations);
    }

    boolean isNearRoad(LonLat place, MapMatching.Router router, double metres) {
        Snap snap = graph.base().getBounds().contains(place.lat(), place.lon())
                ? graph.locations().findClosest(place.lat(), place.lon(), router.getSnapFilter())
                : new Snap(place.lat(), place.lon());
        return snap.isValid() && snap.getQueryDistance() <= metres;
    }
}
