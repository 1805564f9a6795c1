package cn.haihe.routing;

import cn.haihe.map.city.City;
import cn.haihe.map.traffic.CongestionScale;
import cn.haihe.routing.graph.RoadGraph;
import cn.haihe.routing.graph.RoadGraphs;
import cn.haihe.routing.internal.LiveRouteGuide;
import java.nio.file.Path;
import java.time.Clock;

/** Opens route guides. */
public final class RouteGuides {
    private RouteGuides() {}

    /**
     * Takes seconds for a map that is new, and a fraction of that for one that it finds in its cache.
     *
     * @param mapFile the file that the city was read from: {@code .osm}, {@code .osm.gz}, {@code .osm.pbf}
     * @param dataDir where derived data is kept between starts
     * @throws cn.haihe.routing.graph.RoadGraphException where the file can't be read or has no roads
     */
    public static RouteGuide open(
            Path mapFile, City city, Path dataDir, CongestionScale scale, RouteLimits limits, Clock clock) {
        RoadGraph graph = RoadGraphs.open(mapFile, dataDir);
        return new LiveRouteGuide(graph, city, scale, limits, clock);
    }
}
