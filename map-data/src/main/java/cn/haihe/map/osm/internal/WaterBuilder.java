package cn.haihe.map.osm.internal;

import cn.haihe.map.city.Water;
import cn.haihe.map.osm.SkipReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Geometry;

/** Lakes and rivers for the base map: areas, and the middle lines of rivers and canals. */
final class WaterBuilder {
    private static final Set<String> LANDUSE = Set.of("reservoir", "basin");
    private static final Set<String> LINES = Set.of("river", "canal");

    private final OsmData data;
    private final Skips skips;
    private final Areas areas;

    WaterBuilder(OsmData data, Skips skips, Areas areas) {
        this.data = data;
        this.skips = skips;
        this.areas = areas;
    }

    List<Water> build() {
        List<Water> waters = new ArrayList<>();
        for (OsmWay way : data.ways()) {
            if (isArea(way.tags())) {
                add(way.tags(), areas.area(way), waters);
            } else if (way.tags().isAnyOf("waterway", LINES) && !way.tags().has("tunnel")) {
                add(way.tags(), areas.line(way).map(Geometry.class::cast), waters);
            }
        }
        for (OsmRelation relation : data.relations()) {
            if (relation.tags().is("type", "multipolygon") && isArea(relation.tags())) {
                add(relation.tags(), areas.area(relation), waters);
            }
        }
        return waters;
    }

    private void add(Tags tags, Optional<Geometry> geometry, List<Water> waters) {
        geometry.ifPresentOrElse(
                found -> waters.add(new Water(tags.names(), found)), () -> skips.count(SkipReason.AREA_BROKEN));
    }

    private static boolean isArea(Tags tags) {
        return tags.is("natural", "water")
                || tags.is("waterway", "riverbank")
                || tags.is("waterway", "dock")
                || tags.isAnyOf("landuse", LANDUSE);
    }
}
