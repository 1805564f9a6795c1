package cn.haihe.routing.internal;

import cn.haihe.routing.MatrixAnswer;
import cn.haihe.routing.MatrixRequest;
import cn.haihe.routing.ReachAnswer;
import cn.haihe.routing.ReachRequest;
import cn.haihe.routing.SearchLimit;
import cn.haihe.routing.TrafficAge;
import cn.haihe.routing.graph.RoadArcs;
import cn.haihe.routing.graph.RoadGraph;
import cn.haihe.routing.hierarchy.Costs;
import cn.haihe.routing.reach.Contours;
import cn.haihe.routing.reach.MatrixSearch;
import cn.haihe.routing.reach.Reach;
import cn.haihe.routing.reach.Stand;
import cn.haihe.routing.reach.TravelMatrix;
import com.graphhopper.storage.NodeAccess;
import com.graphhopper.util.EdgeIteratorState;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.MultiPolygon;

/** Matrices and what can be reached, under one picture of the traffic. */
final class LiveReach {
    /** Beyond the limit as well, so that the outline is drawn between what is reached and what is not. */
    private static final double BEYOND_SHARE = 0.14;

    private static final double BEYOND_SECONDS = 200;
    private static final double BEYOND_METRES = 2_000;
    private static final int SITES_MAX = 12_000;

    private final RoadGraph graph;
    private final RoadArcs arcs;
    private final int[] arcCentimetres;

    LiveReach(RoadGraph graph, RoadArcs arcs) {
        this.graph = graph;
        this.arcs = arcs;
        arcCentimetres = IntStream.range(0, arcs.arcCount())
                .map(arc -> (int) Math.round(100 * arcs.metres(arc)))
                .toArray();
    }

    MatrixAnswer matrix(MatrixRequest request, LiveMetrics.Picture picture, Optional<TrafficAge> traffic) {
        long end = System.nanoTime() + 1_000_000 * request.searchMillisMax();
        BooleanSupplier isOver = () -> System.nanoTime() - end > 0;
        Stands stands = new Stands(graph, arcs, picture.speeds());
        List<Optional<Stand>> from = request.from().stream().map(stands::find).toList();
        List<Optional<Stand>> to = request.from().equals(request.to())
                ? from
                : request.to().stream().map(stands::find).toList();
        Optional<TravelMatrix> found =
                new MatrixSearch(picture.metric(), arcCentimetres).matrix(from, to, request.withDistances(), isOver);
        return found.<MatrixAnswer>map(matrix -> new MatrixAnswer.Found(matrix, missing(from), missing(to), traffic))
                .orElseGet(() -> new MatrixAnswer.GivenUp(SearchLimit.TIME));
    }

    private static List<Integer> missing(List<Optional<Stand>> stands) {
        return IntStream.range(0, stands.size())
                .filter(i -> stands.get(i).isEmpty())
                .boxed()
                .toList();
    }

    ReachAnswer reach(ReachRequest request, LiveMetrics.Picture picture, Optional<TrafficAge> traffic) {
        Optional<Stand> stand = new Stands(graph, arcs, picture.speeds()).find(request.place());
        if (stand.isEmpty()) {
            return new ReachAnswer.PointOffMap();
        }
        Reach reach = new Reach(picture.metric(), arcCentimetres, stand.get(), request.isTowards());
        boolean isTime = request.measure() == ReachRequest.Measure.TIME_SECONDS;
        int[] millis = reach.millis();
        double[] values = isTime ? seconds(millis) : metres(millis, reach.centimetres());
        double beyond =
                request.limit() + Math.max(BEYOND_SHARE * request.limit(), isTime ? BEYOND_SECONDS : BEYOND_METRES);
        Contours contours = sites(values, beyond, request, stand.get());
        double[] limits = new double[request.buckets()];
        Arrays.setAll(limits, i -> request.limit() * (i + 1) / limits.length);
        Optional<List<MultiPolygon>> areas = contours.draw(limits, SITES_MAX);
        return areas.filter(all -> all.stream().noneMatch(MultiPolygon::isEmpty))
                .<ReachAnswer>map(all -> new ReachAnswer.Found(all, traffic))
                .orElseGet(ReachAnswer.TooLittle::new);
    }

    private static double[] seconds(int[] millis) {
        return Arrays.stream(millis)
                .mapToDouble(value -> value >= Costs.CLOSED ? Double.POSITIVE_INFINITY : value / 1000.0)
                .toArray();
    }

    private static double[] metres(int[] millis, int[] centimetres) {
        double[] metres = new double[millis.length];
        Arrays.setAll(metres, i -> millis[i] >= Costs.CLOSED ? Double.POSITIVE_INFINITY : centimetres[i] / 100.0);
        return metres;
    }

    /** Every node with the least value of its arcs, and the middle of every road with the greater one of its ends. */
    private Contours sites(double[] values, double beyond, ReachRequest request, Stand stand) {
        NodeAccess nodes = graph.base().getNodeAccess();
        double[] atNode = new double[graph.base().getNodes()];
        Arrays.fill(atNode, Double.POSITIVE_INFINITY);
        if (stand.isAtNode()) {
            atNode[stand.node()] = 0;
        }
        for (int arc = 0; arc < values.length; arc++) {
            int node = nodeOf(arc, request.isTowards());
            atNode[node] = Math.min(atNode[node], values[arc]);
        }
        Contours contours = new Contours();
        if (!stand.isAtNode()) {
            contours.add(request.place().lon(), request.place().lat(), 0);
        }
        for (int node = 0; node < atNode.length; node++) {
            if (atNode[node] <= beyond) {
                contours.add(nodes.getLon(node), nodes.getLat(node), atNode[node]);
            }
        }
        for (int arc = 0; arc < values.length; arc++) {
            int node = nodeOf(arc, request.isTowards());
            int other = nodeOf(arc, !request.isTowards());
            if (values[arc] <= beyond && atNode[node] == values[arc] && node != other) {
                contours.add(
                        (nodes.getLon(node) + nodes.getLon(other)) / 2,
                        (nodes.getLat(node) + nodes.getLat(other)) / 2,
                        values[arc]);
            }
        }
        return contours;
    }

    private int nodeOf(int arc, boolean isBeginning) {
        if (!isBeginning) {
            return arcs.headNodeOf(arc);
        }
        EdgeIteratorState edge = graph.base().getEdgeIteratorStateForKey(arcs.keyOf(arc));
        return edge.getBaseNode();
    }
}
