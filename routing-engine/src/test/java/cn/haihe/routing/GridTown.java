package cn.haihe.routing;

import cn.haihe.map.city.City;
import cn.haihe.map.city.Names;
import cn.haihe.map.city.Segment;
import cn.haihe.map.geo.LonLat;
import cn.haihe.map.osm.CityImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.locationtech.jts.geom.Coordinate;

/**
 * A town of crossing streets made from a seed, as an OSM file: bends between the crossings, one-ways, several
 * speed limits, and turn restrictions.
 */
public final class GridTown {
    private static final double WEST = 117.15;
    private static final double SOUTH = 39.10;
    private static final double STEP_DEGREES = 0.003;
    private static final int[] LIMITS_KMH = {30, 40, 50, 60, 80};

    private final int size;
    private final Random random;
    private final Path osmFile;
    private final City city;
    private final double[][] lon;
    private final double[][] lat;
    private final StringBuilder nodes = new StringBuilder();
    private final StringBuilder ways = new StringBuilder();
    private final StringBuilder relations = new StringBuilder();
    private int nextBend = 1_000_000;

    /** @param size streets in each direction, 2 to 99 */
    public static GridTown create(Path folder, int size, long seed) {
        return new GridTown(folder, size, seed, true);
    }

    /** Without one-ways and restrictions: 60 km/h everywhere. */
    public static GridTown plain(Path folder, int size) {
        return new GridTown(folder, size, 1, false);
    }

    private GridTown(Path folder, int size, long seed, boolean varied) {
        this.size = size;
        random = new Random(seed);
        lon = new double[size][size];
        lat = new double[size][size];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                lon[row][column] = rounded(WEST + STEP_DEGREES * (column + (varied ? jitter() : 0)));
                lat[row][column] = rounded(SOUTH + STEP_DEGREES * (row + (varied ? jitter() : 0)));
                node(nodeId(row, column), lon[row][column], lat[row][column]);
            }
        }
        for (int street = 0; street < size; street++) {
            street(street, true, varied);
            street(street, false, varied);
        }
        if (varied) {
            for (int i = 0; i < size; i++) {
                restriction(i, 1 + random.nextInt(size - 2), 1 + random.nextInt(size - 2));
            }
        }
        osmFile = folder.resolve("grid-" + size + "-" + seed + ".osm");
        try {
            Files.writeString(
                    osmFile,
                    "<?xml version='1.0' encoding='UTF-8'?>\n<osm version='0.6' generator='haihe'>\n" + nodes + ways
                            + relations + "</osm>\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        city = new CityImporter().importFrom(osmFile).city();
    }

    public Path osmFile() {
        return osmFile;
    }

    public City city() {
        return city;
    }

    public int size() {
        return size;
    }

    public LonLat crossing(int row, int column) {
        return new LonLat(lon[row][column], lat[row][column]);
    }

    /** The segment from one crossing to its neighbour. */
    public Segment segment(int fromRow, int fromColumn, int toRow, int toColumn) {
        return city.segments().stream()
                .filter(s -> s.fromNode() == nodeId(fromRow, fromColumn) && s.toNode() == nodeId(toRow, toColumn))
                .findFirst()
                .orElseThrow();
    }

    private void street(int number, boolean eastWest, boolean varied) {
        long wayId = (eastWest ? 1000 : 2000) + number;
        int limit = varied ? LIMITS_KMH[random.nextInt(LIMITS_KMH.length)] : 60;
        boolean oneWay = varied && random.nextInt(4) == 0 && number > 0 && number < size - 1;
        Names names = eastWest
                ? new Names("第" + number + "道", "Dao " + number)
                : new Names("第" + number + "路", "Lu " + number);
        List<String> refs = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            refs.add(Long.toString(nodeId(eastWest ? number : i, eastWest ? i : number)));
            if (i + 1 < size) {
                int row = eastWest ? number : i;
                int column = eastWest ? i : number;
                int nextRow = eastWest ? number : i + 1;
                int nextColumn = eastWest ? i + 1 : number;
                int bend = nextBend++;
                Coordinate middle = new Coordinate(
                        rounded((lon[row][column] + lon[nextRow][nextColumn]) / 2 + (varied ? 0.0002 * jitter() : 0)),
                        rounded((lat[row][column] + lat[nextRow][nextColumn]) / 2 + (varied ? 0.0002 * jitter() : 0)));
                node(bend, middle.x, middle.y);
                refs.add(Integer.toString(bend));
            }
        }
        ways.append("<way id='").append(wayId).append("' version='1'>");
        refs.forEach(ref -> ways.append("<nd ref='").append(ref).append("'/>"));
        tag("highway", "secondary");
        tag("maxspeed", Integer.toString(limit));
        tag("name", names.zh());
        tag("name:en", names.en());
        if (oneWay) {
            tag("oneway", "yes");
        }
        ways.append("</way>\n");
    }

    private void restriction(int number, int row, int column) {
        String kind = random.nextBoolean() ? "no_straight_on" : "no_left_turn";
        long to = kind.equals("no_straight_on") ? 1000 + row : 2000 + column;
        relations.append("<relation id='").append(5000 + number).append("' version='1'>");
        member("way", 1000 + row, "from");
        member("node", nodeId(row, column), "via");
        member("way", to, "to");
        relations
                .append("<tag k='type' v='restriction'/><tag k='restriction' v='")
                .append(kind)
                .append("'/></relation>\n");
    }

    private void member(String type, long ref, String role) {
        relations
                .append("<member type='")
                .append(type)
                .append("' ref='")
                .append(ref)
                .append("' role='");
        relations.append(role).append("'/>");
    }

    private void node(long id, double x, double y) {
        nodes.append("<node id='").append(id).append("' version='1' lat='").append(y);
        nodes.append("' lon='").append(x).append("'/>\n");
    }

    private void tag(String key, String value) {
        ways.append("<tag k='").append(key).append("' v='").append(value).append("'/>");
    }

    private double jitter() {
        return 0.6 * (random.nextDouble() - 0.5);
    }

    private static long nodeId(int row, int column) {
        return 1 + 100L * row + column;
    }

    private static double rounded(double degrees) {
        return Math.round(degrees * 1e7) / 1e7;
    }
}
