package cn.haihe.routing.reach;

import com.graphhopper.isochrone.algorithm.ContourBuilder;
import com.graphhopper.isochrone.algorithm.ReadableTriangulation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.triangulate.ConformingDelaunayTriangulator;
import org.locationtech.jts.triangulate.ConstraintVertex;
import org.locationtech.jts.triangulate.quadedge.LocateFailureException;
import org.locationtech.jts.triangulate.quadedge.QuadEdgeSubdivision;
import org.locationtech.jts.triangulate.quadedge.Vertex;

/**
 * Outlines of what is reached within a limit, drawn by GraphHopper's contour builder through a triangulation of
 * places with known values. More places than a limit are thinned out on a grid before, so that the cost is bounded.
 */
public final class Contours {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    /** JTS loses its way in a triangulation of a perfect grid: every place moves by centimetres, always the same. */
    private static final double JITTER_DEGREES = 5e-7;

    private static final int ATTEMPTS = 4;

    private final List<Coordinate> sites = new ArrayList<>();

    /** A place and its value, in any unit; of places at one position the first counts. */
    public void add(double lon, double lat, double value) {
        sites.add(new Coordinate(lon, lat, value));
    }

    public int size() {
        return sites.size();
    }

    /**
     * @param limits of values, each gives one outline
     * @param sitesMax as many places are looked at, 3 or more
     * @return empty where there are too few places to draw a line between
     */
    public Optional<List<MultiPolygon>> draw(double[] limits, int sitesMax) {
        List<Coordinate> kept = thinned(sitesMax);
        if (kept.size() < 3) {
            return Optional.empty();
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return drawThrough(jittered(kept, attempt), limits);
            } catch (LocateFailureException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static List<ConstraintVertex> jittered(List<Coordinate> sites, long seed) {
        Random random = new Random(seed);
        return sites.stream()
                .map(site -> new ConstraintVertex(new Coordinate(
                        site.x + JITTER_DEGREES * (random.nextDouble() - 0.5),
                        site.y + JITTER_DEGREES * (random.nextDouble() - 0.5),
                        site.getZ())))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static Optional<List<MultiPolygon>> drawThrough(List<ConstraintVertex> vertices, double[] limits) {
        ConformingDelaunayTriangulator triangulator = new ConformingDelaunayTriangulator(vertices, 0);
        triangulator.setConstraints(new ArrayList<>(), new ArrayList<>());
        triangulator.formInitialDelaunay();
        triangulator.enforceConstraints();
        if (!(triangulator.getConvexHull() instanceof Polygon)) {
            return Optional.empty();
        }
        QuadEdgeSubdivision triangles = triangulator.getSubdivision();
        for (Vertex vertex : (Collection<Vertex>) triangles.getVertices(true)) {
            if (triangles.isFrameVertex(vertex)) {
                vertex.setZ(Double.MAX_VALUE);
            }
        }
        ReadableTriangulation readable = ReadableTriangulation.wrap(triangles);
        ContourBuilder builder = new ContourBuilder(readable);
        List<MultiPolygon> outlines = new ArrayList<>(limits.length);
        for (double limit : limits) {
            outlines.add(builder.computeIsoline(limit, readable.getEdges()));
        }
        return Optional.of(outlines);
    }

    private List<Coordinate> thinned(int sitesMax) {
        double cellDegrees = 1e-5;
        List<Coordinate> kept = sites;
        while (kept.size() > sitesMax) {
            Set<Long> taken = new HashSet<>();
            List<Coordinate> fewer = new ArrayList<>(sitesMax);
            for (Coordinate site : kept) {
                long cell = Math.round(site.x / cellDegrees) << 32 | Math.round(site.y / cellDegrees) & 0xFFFF_FFFFL;
                if (taken.add(cell)) {
                    fewer.add(site);
                }
            }
            kept = fewer;
            cellDegrees *= 1.5;
        }
        return kept;
    }

    /** The part that holds a place, or the one with the most corners; without its holes. Empty where there is none. */
    public static Optional<Polygon> mainPart(MultiPolygon outline, double lon, double lat) {
        Point place = GEOMETRIES.createPoint(new Coordinate(lon, lat));
        Polygon main = null;
        for (int i = 0; i < outline.getNumGeometries(); i++) {
            Polygon part = (Polygon) outline.getGeometryN(i);
            if (part.contains(place)) {
                main = part;
                break;
            }
            if (main == null || part.getNumPoints() > main.getNumPoints()) {
                main = part;
            }
        }
        return Optional.ofNullable(main)
                .map(part -> GEOMETRIES.createPolygon(part.getExteriorRing().getCoordinates()));
    }
}
