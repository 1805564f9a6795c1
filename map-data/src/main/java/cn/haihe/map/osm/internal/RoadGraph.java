package cn.haihe.map.osm.internal;

import cn.haihe.map.geo.LonLat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;

/** The pieces of road by the nodes they join. */
final class RoadGraph {
    private final NodeTable nodes;
    private final Map<Long, List<Piece>> leaving = new HashMap<>();
    private final Map<Long, List<Piece>> arriving = new HashMap<>();

    RoadGraph(List<Piece> pieces, NodeTable nodes) {
        this.nodes = nodes;
        for (Piece piece : pieces) {
            leaving.computeIfAbsent(piece.from(), node -> new ArrayList<>(4)).add(piece);
            arriving.computeIfAbsent(piece.to(), node -> new ArrayList<>(4)).add(piece);
        }
    }

    List<Piece> leaving(long node) {
        return leaving.getOrDefault(node, List.of());
    }

    List<Piece> arriving(long node) {
        return arriving.getOrDefault(node, List.of());
    }

    List<Piece> touching(long node) {
        List<Piece> all = new ArrayList<>(leaving(node));
        all.addAll(arriving(node));
        return all;
    }

    /** Whether roads cross, meet or part at this node; the driveway of a house or a car park does not count. */
    boolean isCrossing(long node) {
        Set<String> arms = new HashSet<>();
        for (Piece piece : touching(node)) {
            if (!isMinor(piece)) {
                arms.add(key(piece));
            }
        }
        return arms.size() >= 3;
    }

    /** A driveway, an alley, the aisle of a car park, a track: no road that signals are set up for. */
    static boolean isMinor(Piece piece) {
        return piece.tags().is("highway", "track")
                || piece.tags().is("highway", "service") && piece.tags().has("service");
    }

    /** The same for both directions of a piece of road. */
    static String key(Piece piece) {
        String id = piece.segment().id();
        return id.substring(0, id.length() - 1);
    }

    LonLat position(long node) {
        Coordinate at = nodes.get(node);
        return new LonLat(at.x, at.y);
    }
}
