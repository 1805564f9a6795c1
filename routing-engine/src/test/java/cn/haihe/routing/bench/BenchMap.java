package cn.haihe.routing.bench;

import cn.haihe.map.city.City;
import cn.haihe.map.osm.CityImporter;
import cn.haihe.map.traffic.CongestionScale;
import cn.haihe.routing.RouteLimits;
import cn.haihe.routing.graph.RoadGraph;
import cn.haihe.routing.graph.RoadGraphs;
import cn.haihe.routing.internal.LiveRouteGuide;
import cn.haihe.routing.live.FreeFlow;
import cn.haihe.routing.live.LiveSpeeds;
import cn.haihe.routing.live.SegmentMatch;
import cn.haihe.routing.live.SegmentSpeeds;
import java.nio.file.Path;
import java.time.Clock;

/** One city with its graph, for everything that is compared. */
record BenchMap(Path osmFile, City city, RoadGraph graph, SegmentMatch match, FreeFlow freeFlow) {
    static BenchMap open(Path osmFile, Path dataDir) {
        City city = new CityImporter().importFrom(osmFile).city();
        RoadGraph graph = RoadGraphs.open(osmFile, dataDir);
        if (!graph.base().isFrozen()) {
            graph.base().freeze();
        }
        SegmentMatch match = SegmentMatch.of(graph, city);
        return new BenchMap(osmFile, city, graph, match, FreeFlow.of(graph, city, match));
    }

    LiveRouteGuide guide() {
        return new LiveRouteGuide(graph, city, CongestionScale.GBT_33171, RouteLimits.DEFAULT, Clock.systemUTC());
    }

    LiveSpeeds speeds(SegmentSpeeds of) {
        return LiveSpeeds.of(freeFlow, match, of);
    }
}
