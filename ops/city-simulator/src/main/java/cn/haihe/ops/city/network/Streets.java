package cn.haihe.ops.city.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The roads of the city and how they meet; immutable. */
public final class Streets {
    private final List<Road> roads;
    private final int[][] before;
    private final int[][] after;
    private final Map<Edge, Integer> roadOfEdge = new HashMap<>();
    private final double centreLon;
    private final double centreLat;
    private final double radiusMetres;

    private record Edge(long from, long to) {}

    /** @throws IllegalArgumentException for a city without roads */
    public Streets(List<Road> roads) {
        if (roads.isEmpty()) {
            throw new IllegalArgumentException("the hub's city has no roads");
        }
        this.roads = List.copyOf(roads);
        before = neighbours(true);
        after = neighbours(false);
        double lon = 0;
        double lat = 0;
        for (Road road : this.roads) {
            lon += road.line().lon(0);
            lat += road.line().lat(0);
            for (int i = 0; i < road.line().points() - 1; i++) {
                roadOfEdge.put(edge(road.line(), i), road.number());
            }
        }
        centreLon = lon / this.roads.size();
        centreLat = lat / this.roads.size();
        radiusMetres =
                this.roads.stream().mapToDouble(this::metresFromCentre).max().orElse(1);
    }

    private int[][] neighbours(boolean before) {
        Map<Long, List<Integer>> atNode = new HashMap<>();
        for (Road road : roads) {
            atNode.computeIfAbsent(before ? road.toNode() : road.fromNode(), node -> new ArrayList<>(4))
                    .add(road.number());
        }
        int[][] found = new int[roads.size()][];
        for (Road road : roads) {
            List<Integer> meeting = atNode.getOrDefault(before ? road.fromNode() : road.toNode(), List.of());
            found[road.number()] = meeting.stream()
                    .map(roads::get)
                    .filter(other -> before ? other.fromNode() != road.toNode() : other.toNode() != road.fromNode())
                    .mapToInt(Road::number)
                    .toArray();
        }
        return found;
    }

    private static Edge edge(Polyline line, int i) {
        return new Edge(place(line.lon(i), line.lat(i)), place(line.lon(i + 1), line.lat(i + 1)));
    }

    private static long place(double lon, double lat) {
        return Math.round(lon * 1e6) << 32 ^ Math.round(lat * 1e6) & 0xFFFFFFFFL;
    }

    public List<Road> roads() {
        return roads;
    }

    /** Numbers of the roads that lead into this one, its own opposite direction left out. */
    public int[] before(int road) {
        return before[road];
    }

    /** Numbers of the roads that this one leads into, its own opposite direction left out. */
    public int[] after(int road) {
        return after[road];
    }

    /**
     * The road under each edge of a line that follows the map's points; an edge off the map has its predecessor's road,
     * and -1 stands before the first match.
     */
    public int[] roadsUnder(Polyline line) {
        int[] under = new int[line.points() - 1];
        int last = -1;
        for (int i = 0; i < under.length; i++) {
            last = roadOfEdge.getOrDefault(edge(line, i), last);
            under[i] = last;
        }
        return under;
    }

    public double metresFromCentre(Road road) {
        return Polyline.metres(
                centreLon, centreLat, road.line().lon(0), road.line().lat(0));
    }

    /** From 0 in the middle of the city to 1 at its rim. */
    public double rimShare(Road road) {
        return metresFromCentre(road) / radiusMetres;
    }

    /** From -1, driving straight away from the middle of the city, to 1, driving straight towards it. */
    public double towardsCentre(Road road) {
        Polyline line = road.line();
        int last = line.points() - 1;
        double start = Polyline.metres(centreLon, centreLat, line.lon(0), line.lat(0));
        double end = Polyline.metres(centreLon, centreLat, line.lon(last), line.lat(last));
        double across = Polyline.metres(line.lon(0), line.lat(0), line.lon(last), line.lat(last));
        return across < 1 ? 0 : Math.max(-1, Math.min(1, (start - end) / across));
    }
}
