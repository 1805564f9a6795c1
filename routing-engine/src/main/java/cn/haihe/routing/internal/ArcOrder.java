package cn.haihe.routing.internal;

import cn.haihe.routing.graph.RoadArcs;
import cn.haihe.routing.graph.RoadGraph;
import cn.haihe.routing.hierarchy.order.NestedDissection;
import com.graphhopper.routing.util.AllEdgesIterator;
import com.graphhopper.storage.NodeAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;

/** The order in which a map's arcs are contracted: found once for a map, then read from its cache. */
public final class ArcOrder {
    private static final long SEED = 20999;
    private static final String FILE = "arcs";

    private ArcOrder() {}

    public static int[] open(RoadGraph graph, RoadArcs arcs) {
        AtomicReference<int[]> opened = new AtomicReference<>();
        graph.folder()
                .openOrCreate(
                        "arc-order",
                        folder -> write(folder.resolve(FILE), find(graph, arcs)),
                        folder -> read(folder.resolve(FILE), arcs.arcCount(), opened));
        return opened.get();
    }

    private static int[] find(RoadGraph graph, RoadArcs arcs) {
        AllEdgesIterator edges = graph.base().getAllEdges();
        NodeAccess places = graph.base().getNodeAccess();
        int nodes = graph.base().getNodes();
        double[] x = new double[nodes];
        double[] y = new double[nodes];
        double metresPerLon = Math.cos(Math.toRadians(places.getLat(0)));
        for (int node = 0; node < nodes; node++) {
            x[node] = places.getLon(node) * metresPerLon;
            y[node] = places.getLat(node);
        }
        int[] tail = new int[edges.length()];
        int[] head = new int[edges.length()];
        boolean[] isArc = new boolean[2 * edges.length()];
        while (edges.next()) {
            int edge = edges.getEdge();
            tail[edge] = edges.getBaseNode();
            head[edge] = edges.getAdjNode();
            isArc[2 * edge] = arcs.arcOf(2 * edge) != -1;
            isArc[2 * edge + 1] = arcs.arcOf(2 * edge + 1) != -1;
        }
        int[] order = NestedDissection.order(nodes, x, y, tail, head, isArc, SEED);
        Arrays.setAll(order, i -> arcs.arcOf(order[i]));
        return order;
    }

    private static void write(Path file, int[] order) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * order.length);
        bytes.asIntBuffer().put(order);
        try {
            Files.write(file, bytes.array());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the order of arcs", e);
        }
    }

    private static boolean read(Path file, int arcs, AtomicReference<int[]> opened) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length != Integer.BYTES * arcs) {
                return false;
            }
            int[] order = new int[arcs];
            ByteBuffer.wrap(bytes).asIntBuffer().get(order);
            opened.set(order);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the order of arcs", e);
        }
    }
}
