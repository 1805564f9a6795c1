package cn.haihe.ops.city.network;

import java.util.ArrayList;
import java.util.List;

/** A city for tests: a square grid of two-way streets, about 330 m a block, every fourth a main road. */
public final class GridCity {
    private static final double WEST = 117.2;
    private static final double SOUTH = 39.1;
    private static final double STEP_LON = 0.004;
    private static final double STEP_LAT = 0.003;

    private GridCity() {}

    public static Streets streets(int blocks) {
        List<Road> roads = new ArrayList<>();
        for (int x = 0; x <= blocks; x++) {
            for (int y = 0; y <= blocks; y++) {
                if (x < blocks) {
                    both(roads, x, y, x + 1, y, kind(y));
                }
                if (y < blocks) {
                    both(roads, x, y, x, y + 1, kind(x));
                }
            }
        }
        return new Streets(roads);
    }

    private static RoadKind kind(int row) {
        return row % 4 == 0 ? RoadKind.PRIMARY : row % 2 == 0 ? RoadKind.TERTIARY : RoadKind.RESIDENTIAL;
    }

    private static void both(List<Road> roads, int x, int y, int toX, int toY, RoadKind kind) {
        roads.add(road(roads.size(), x, y, toX, toY, kind));
        roads.add(road(roads.size(), toX, toY, x, y, kind));
    }

    private static Road road(int number, int x, int y, int toX, int toY, RoadKind kind) {
        double limit = kind == RoadKind.PRIMARY ? 60 : 40;
        return new Road(number, "w" + number + ".0f", kind, 2, limit, node(x, y), node(toX, toY), line(x, y, toX, toY));
    }

    static long node(int x, int y) {
        return 1000L * x + y + 1;
    }

    /** Along a row or a column from corner to corner, with a point at each corner between. */
    public static Polyline line(int x, int y, int toX, int toY) {
        int steps = Math.max(Math.abs(toX - x), Math.abs(toY - y));
        double[] lon = new double[steps + 1];
        double[] lat = new double[steps + 1];
        for (int i = 0; i <= steps; i++) {
            lon[i] = WEST + STEP_LON * (x + Integer.signum(toX - x) * i);
            lat[i] = SOUTH + STEP_LAT * (y + Integer.signum(toY - y) * i);
        }
        return new Polyline(lon, lat);
    }
}
