package cn.haihe.map.demo.internal;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;

/** Streets as a graph that grows: numbered nodes on the {@link Plane} and straight edges between them. */
final class StreetNet {
    /** Which way an edge may be driven; {@code FORWARD} is from a to b. */
    enum Way {
        BOTH,
        FORWARD,
        BACKWARD
    }

    /** Where an edge runs. */
    enum Level {
        GROUND,
        /** over water */
        BRIDGE,
        /** over another street, without meeting it */
        OVERPASS
    }

    static final class Edge {
        final int a;
        final int b;
        final Street street;
        final Level level;
        Way way;

        Edge(int a, int b, Street street, Level level, Way way) {
            this.a = a;
            this.b = b;
            this.street = street;
            this.level = level;
            this.way = way;
        }

        int other(int node) {
            return node == a ? b : a;
        }

        boolean leaves(int node) {
            return way == Way.BOTH || (way == Way.FORWARD) == (node == a);
        }
    }

    private final List<Coordinate> nodes = new ArrayList<>();
    private List<Edge> edges = new ArrayList<>();
    private List<List<Edge>> edgesAt;

    int addNode(Coordinate at) {
        nodes.add(at);
        return nodes.size() - 1;
    }

    void addEdge(int a, int b, Street street, Level level, Way way) {
        if (a != b) {
            edges.add(new Edge(a, b, street, level, way));
            edgesAt = null;
        }
    }

    void keep(List<Edge> kept) {
        edges = new ArrayList<>(kept);
        edgesAt = null;
    }

    Coordinate at(int node) {
        return nodes.get(node);
    }

    int nodeCount() {
        return nodes.size();
    }

    List<Edge> edges() {
        return edges;
    }

    double length(Edge edge) {
        return at(edge.a).distance(at(edge.b));
    }

    List<Edge> edgesAt(int node) {
        if (edgesAt == null) {
            edgesAt = new ArrayList<>(nodes.size());
            for (int i = 0; i < nodes.size(); i++) {
                edgesAt.add(new ArrayList<>(4));
            }
            for (Edge edge : edges) {
                edgesAt.get(edge.a).add(edge);
                edgesAt.get(edge.b).add(edge);
            }
        }
        return edgesAt.get(node);
    }
}
