package cn.haihe.map.osm.internal;

import cn.haihe.map.city.CarPark;
import cn.haihe.map.geo.LonLat;
import cn.haihe.map.osm.SkipReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;

/** Car parks that the public may use. */
final class CarParkBuilder {
    private static final Set<String> CLOSED = Set.of("private", "no", "permit", "employees", "residents");

    private final OsmData data;
    private final Skips skips;
    private final Areas areas;
    private final List<CarPark> carParks = new ArrayList<>();

    CarParkBuilder(OsmData data, Skips skips, Areas areas) {
        this.data = data;
        this.skips = skips;
        this.areas = areas;
    }

    List<CarPark> build() {
        for (Map.Entry<Long, Tags> node : data.nodesWithTags()) {
            if (isOpenPark(node.getValue())) {
                Coordinate at = data.nodes().get(node.getKey());
                add("p" + node.getKey(), node.getValue(), new LonLat(at.x, at.y));
            }
        }
        for (OsmWay way : data.ways()) {
            if (isOpenPark(way.tags())) {
                addArea("pw" + way.id(), way.tags(), areas.area(way).or(() -> areas.line(way)));
            }
        }
        for (OsmRelation relation : data.relations()) {
            if (relation.tags().is("type", "multipolygon") && isOpenPark(relation.tags())) {
                addArea("pr" + relation.id(), relation.tags(), areas.area(relation));
            }
        }
        return carParks;
    }

    private boolean isOpenPark(Tags tags) {
        if (!tags.is("amenity", "parking")) {
            return false;
        }
        if (tags.isAnyOf("access", CLOSED)) {
            skips.count(SkipReason.CAR_PARK_PRIVATE);
            return false;
        }
        return true;
    }

    private void addArea(String id, Tags tags, Optional<? extends Geometry> area) {
        area.map(Geometry::getInteriorPoint)
                .filter(point -> !point.isEmpty())
                .ifPresentOrElse(
                        (Point point) -> add(id, tags, new LonLat(point.getX(), point.getY())),
                        () -> skips.count(SkipReason.AREA_BROKEN));
    }

    private void add(String id, Tags tags, LonLat position) {
        carParks.add(new CarPark(id, tags.names(), position, tags.count("capacity")));
    }
}
