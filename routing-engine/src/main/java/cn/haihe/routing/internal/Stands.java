package cn.haihe.routing.internal;

import cn.haihe.map.geo.LonLat;
import cn.haihe.routing.graph.CarProfile;
import cn.haihe.routing.graph.RoadArcs;
import cn.haihe.routing.graph.RoadGraph;
import cn.haihe.routing.live.LiveSpeeds;
import cn.haihe.routing.live.LiveWeighting;
import cn.haihe.routing.reach.Stand;
import com.graphhopper.routing.ev.Subnetwork;
import com.graphhopper.routing.util.DefaultSnapFilter;
import com.graphhopper.routing.util.EdgeFilter;
import com.graphhopper.routing.weighting.TurnCostProvider;
import com.graphhopper.storage.index.Snap;
import com.graphhopper.util.DistanceCalcEarth;
import com.graphhopper.util.EdgeIterator;
import com.graphhopper.util.EdgeIteratorState;
import com.graphhopper.util.FetchMode;
import com.graphhopper.util.PointList;
import com.graphhopper.util.shapes.BBox;
import java.util.Optional;
import java.util.stream.IntStream;

/** Snaps places to roads that cars may use now, as the router does. */
final class Stands {
    private static final int NO_ARC = -1;

    private final RoadGraph graph;
    private final RoadArcs arcs;
    private final EdgeFilter open;

    Stands(RoadGraph graph, RoadArcs arcs, LiveSpeeds speeds) {
        this.graph = graph;
        this.arcs = arcs;
        open = new DefaultSnapFilter(
                new LiveWeighting(speeds, TurnCostProvider.NO_TURN_COST_PROVIDER, 0),
                graph.values().getBooleanEncodedValue(Subnetwork.key(CarProfile.NAME)));
    }

    /** Empty where the place is off the map, or no such road is near. */
    Optional<Stand> find(LonLat place) {
        BBox box = graph.base().getBounds();
        if (!box.contains(place.lat(), place.lon())) {
            return Optional.empty();
        }
        Snap snap = graph.locations().findClosest(place.lat(), place.lon(), open);
        return snap.isValid() ? Optional.of(stand(snap)) : Optional.empty();
    }

    private Stand stand(Snap snap) {
        if (snap.getSnappedPosition() == Snap.Position.TOWER) {
            return atNode(snap.getClosestNode());
        }
        EdgeIteratorState edge = snap.getClosestEdge();
        double share = share(edge.fetchWayGeometry(FetchMode.ALL), snap);
        int forward = arcs.arcOf(edge.getEdgeKey());
        int backward = arcs.arcOf(edge.getEdgeKey() ^ 1);
        if (forward == NO_ARC) {
            return Stand.along(new int[] {backward}, new double[] {1 - share});
        }
        return backward == NO_ARC
                ? Stand.along(new int[] {forward}, new double[] {share})
                : Stand.along(new int[] {forward, backward}, new double[] {share, 1 - share});
    }

    private Stand atNode(int node) {
        IntStream.Builder onward = IntStream.builder();
        IntStream.Builder inward = IntStream.builder();
        EdgeIterator edge = graph.base().createEdgeExplorer().setBaseNode(node);
        while (edge.next()) {
            onward.add(arcs.arcOf(edge.getEdgeKey()));
            inward.add(arcs.arcOf(edge.getEdgeKey() ^ 1));
            if (edge.getBaseNode() == edge.getAdjNode()) {
                onward.add(arcs.arcOf(edge.getEdgeKey() ^ 1));
                inward.add(arcs.arcOf(edge.getEdgeKey()));
            }
        }
        return Stand.atNode(node, usable(onward), usable(inward));
    }

    private static int[] usable(IntStream.Builder found) {
        return found.build().filter(arc -> arc != NO_ARC).distinct().toArray();
    }

    /** The part of the edge before the snapped point. */
    private static double share(PointList points, Snap snap) {
        double before = 0;
        double whole = 0;
        for (int i = 0; i + 1 < points.size(); i++) {
            if (i == snap.getWayIndex()) {
                before = whole;
            }
            whole += DistanceCalcEarth.DIST_EARTH.calcDist(
                    points.getLat(i), points.getLon(i), points.getLat(i + 1), points.getLon(i + 1));
        }
        if (snap.getWayIndex() >= points.size() - 1) {
            before = whole;
        } else if (snap.getSnappedPosition() == Snap.Position.EDGE) {
            before += DistanceCalcEarth.DIST_EARTH.calcDist(
                    points.getLat(snap.getWayIndex()),
                    points.getLon(snap.getWayIndex()),
                    snap.getSnappedPoint().lat,
                    snap.getSnappedPoint().lon);
        }
        return whole == 0 ? 0 : Math.min(1, before / whole);
    }
}
