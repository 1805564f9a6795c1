package cn.haihe.map.osm.internal;

import cn.haihe.map.city.BusRoute;
import cn.haihe.map.city.BusStop;
import cn.haihe.map.geo.LonLat;
import cn.haihe.map.osm.SkipReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/** Bus routes of route relations: their stops in order and the path along their ways. */
final class RouteBuilder {
    private static final Set<String> BUSES = Set.of("bus", "trolleybus");

    private final OsmData data;
    private final Skips skips;
    private final GeometryFactory geometries;
    private final BusStops stops;
    private final Map<String, LonLat> positions = new HashMap<>();

    RouteBuilder(OsmData data, Skips skips, GeometryFactory geometries, BusStops stops) {
        this.data = data;
        this.skips = skips;
        this.geometries = geometries;
        this.stops = stops;
        for (BusStop stop : stops.stops()) {
            positions.put(stop.id(), stop.position());
        }
    }

    static boolean isBusRoute(Tags tags) {
        return tags.is("type", "route") && tags.isAnyOf("route", BUSES);
    }

    List<BusRoute> build() {
        List<BusRoute> routes = new ArrayList<>();
        for (OsmRelation relation : data.relations()) {
            if (isBusRoute(relation.tags())) {
                route(relation).ifPresentOrElse(routes::add, () -> skips.count(SkipReason.ROUTE_EMPTY));
            }
        }
        return routes;
    }

    private Optional<BusRoute> route(OsmRelation relation) {
        List<String> stopIds = stopIds(relation);
        List<Coordinate> path = path(relation);
        if (path.size() < 2) {
            path = stopIds.stream()
                    .map(positions::get)
                    .map(at -> new Coordinate(at.lon(), at.lat()))
                    .toList();
        }
        if (path.size() < 2) {
            return Optional.empty();
        }
        return Optional.of(new BusRoute(
                "r" + relation.id(),
                relation.tags().get("ref"),
                relation.tags().names(),
                stopIds,
                geometries.createLineString(path.toArray(Coordinate[]::new))));
    }

    /** By the platforms where the route has any, since a stop position does not tell the side of the street. */
    private List<String> stopIds(OsmRelation relation) {
        List<String> platforms = stopIds(relation, true);
        return platforms.isEmpty() ? stopIds(relation, false) : platforms;
    }

    private List<String> stopIds(OsmRelation relation, boolean platforms) {
        List<String> ids = new ArrayList<>();
        for (OsmRelation.Member member : relation.members()) {
            boolean atStop = isPlatform(member) ? platforms : !platforms;
            if (!atStop || member.kind() == OsmRelation.Kind.WAY && !isPlatform(member)) {
                continue;
            }
            Optional<String> id = stops.findStopId(member);
            if (id.isEmpty()) {
                if (member.role().startsWith("stop") || isPlatform(member)) {
                    skips.count(SkipReason.ROUTE_MEMBER_MISSING);
                }
            } else if (ids.isEmpty() || !ids.get(ids.size() - 1).equals(id.get())) {
                ids.add(id.get());
            }
        }
        return ids;
    }

    private static boolean isPlatform(OsmRelation.Member member) {
        return member.role().startsWith("platform");
    }

    private List<Coordinate> path(OsmRelation relation) {
        List<long[]> ways = new ArrayList<>();
        for (OsmRelation.Member member : relation.members()) {
            if (member.kind() == OsmRelation.Kind.WAY && !isPlatform(member)) {
                data.findWay(member.id())
                        .filter(way -> way.nodes().length >= 2)
                        .ifPresentOrElse(
                                way -> ways.add(way.nodes()), () -> skips.count(SkipReason.ROUTE_MEMBER_MISSING));
            }
        }
        PathJoiner joiner = new PathJoiner(ways);
        List<Coordinate> path = new ArrayList<>();
        for (long node : joiner.join()) {
            if (data.nodes().contains(node)) {
                Coordinate at = data.nodes().get(node);
                if (path.isEmpty() || !path.get(path.size() - 1).equals2D(at)) {
                    path.add(at);
                }
            }
        }
        for (int i = joiner.gaps(); i > 0; i--) {
            skips.count(SkipReason.ROUTE_GAP);
        }
        return path;
    }
}
