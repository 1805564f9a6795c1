package cn.haihe.routing.internal;

import cn.haihe.map.geo.LonLat;
import cn.haihe.routing.NearestRoad;
import cn.haihe.routing.graph.RoadGraph;
import com.graphhopper.routing.util.EdgeFilter;
import com.graphhopper.storage.index.Snap;
import com.graphhopper.util.shapes.BBox;
import com.graphhopper.util.shapes.GHPoint;
import java.util.Optional;

/** Where a place of a request is on a map. */
final class Places {
    /** About 200 m, as far as a road is looked for anyway. */
    private static final double BOX_MARGIN_DEGREES = 0.002;

    private final RoadGraph graph;

    Places(RoadGraph graph) {
        this.graph = graph;
    }

    /** GraphHopper refuses what is outside the box of its roads, be it by a hair: such a point moves onto the box. */
    GHPoint onMap(LonLat position) {
        BBox box = graph.base().getBounds();
        double lat = Math.min(box.maxLat, Math.max(box.minLat, position.lat()));
        double lon = Math.min(box.maxLon, Math.max(box.minLon, position.lon()));
        boolean isNear = Math.abs(lat - position.lat()) <= BOX_MARGIN_DEGREES
                && Math.abs(lon - position.lon()) <= BOX_MARGIN_DEGREES;
        return isNear ? new GHPoint(lat, lon) : new GHPoint(position.lat(), position.lon());
    }

    Optional<NearestRoad> findNearestRoad(LonLat place) {
        GHPoint point = onMap(place);
        BBox box = graph.base().getBounds();
        if (!box.contains(point.lat, point.lon)) {
            // GraphHopper would go on looking, and find something at the edge of the map however far it is
            return Optional.empty();
        }
        Snap snap = graph.locations().findClosest(place.lat(), place.lon(), EdgeFilter.ALL_EDGES);
        if (!snap.isValid()) {
            return Optional.empty();
        }
        GHPoint on = snap.getSnappedPoint();
        return Optional.of(new NearestRoad(new LonLat(on.lon, on.lat), snap.getQueryDistance()));
    }
}
