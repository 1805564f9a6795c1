package cn.haihe.routing.bench;

import cn.haihe.routing.graph.CarProfile;
import cn.haihe.routing.live.LiveSpeeds;
import cn.haihe.routing.live.LiveWeighting;
import com.graphhopper.GHRequest;
import com.graphhopper.GHResponse;
import com.graphhopper.routing.Router;
import com.graphhopper.routing.RouterConfig;
import com.graphhopper.routing.ch.PrepareContractionHierarchies;
import com.graphhopper.routing.lm.LandmarkStorage;
import com.graphhopper.storage.CHConfig;
import com.graphhopper.storage.RoutingCHGraph;
import com.graphhopper.storage.RoutingCHGraphImpl;
import com.graphhopper.util.details.PathDetailsBuilderFactory;
import java.util.Map;
import java.util.function.Function;

/** GraphHopper's own two ways to be fast, on the graph of a map: its frozen hierarchy and its landmarks. */
final class Peers {
    private final BenchMap map;
    private final LiveSpeeds frozen;

    Peers(BenchMap map) {
        this.map = map;
        frozen = LiveSpeeds.unknown(map.freeFlow(), map.match());
    }

    Function<GHRequest, GHResponse> frozenHierarchy() {
        LiveWeighting weighting = new LiveWeighting(frozen, map.graph().turnCosts(), 0);
        var result = PrepareContractionHierarchies.fromGraph(
                        map.graph().base(), CHConfig.edgeBased(CarProfile.NAME, weighting))
                .doWork();
        System.out.printf("GraphHopper's hierarchy took %d ms to prepare%n", result.getTotalPrepareTime());
        RoutingCHGraph hierarchy =
                RoutingCHGraphImpl.fromGraph(map.graph().base(), result.getCHStorage(), result.getCHConfig());
        return router(frozen, Map.of(CarProfile.NAME, hierarchy), Map.of());
    }

    LandmarkStorage landmarks() {
        return Landmarks.open(map.graph(), map.freeFlow(), map.match());
    }

    Function<GHRequest, GHResponse> frozenLandmarks(LandmarkStorage landmarks) {
        return withLandmarks(landmarks, frozen);
    }

    Function<GHRequest, GHResponse> withLandmarks(LandmarkStorage landmarks, LiveSpeeds speeds) {
        return router(speeds, Map.of(), Map.of(CarProfile.NAME, landmarks));
    }

    private Function<GHRequest, GHResponse> router(
            LiveSpeeds speeds, Map<String, RoutingCHGraph> hierarchies, Map<String, LandmarkStorage> landmarks) {
        Router router = new Router(
                map.graph().base(),
                map.graph().values(),
                map.graph().locations(),
                Map.of(CarProfile.NAME, map.graph().profile()),
                new PathDetailsBuilderFactory(),
                map.graph().translations(),
                new RouterConfig(),
                (profile, hints, disableTurnCosts) ->
                        new LiveWeighting(speeds, map.graph().turnCosts(), 0),
                hierarchies,
                landmarks);
        return router::route;
    }
}
