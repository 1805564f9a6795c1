package cn.haihe.map.osm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a small OSM document. Nodes are placed in metres east and north of a point in Tianjin. */
public final class OsmText {
    private static final double LON = 117.2;
    private static final double LAT = 39.1;
    private static final double METRES_PER_DEGREE_LON = 86_500;
    private static final double METRES_PER_DEGREE_LAT = 111_030;

    private final StringBuilder nodes = new StringBuilder();
    private final StringBuilder ways = new StringBuilder();
    private final StringBuilder relations = new StringBuilder();

    public static double lon(double eastMetres) {
        return LON + eastMetres / METRES_PER_DEGREE_LON;
    }

    public static double lat(double northMetres) {
        return LAT + northMetres / METRES_PER_DEGREE_LAT;
    }

    /** @param tags {@code key=value} each */
    public OsmText node(long id, double eastMetres, double northMetres, String... tags) {
        nodes.append(
                "<node id='%d' version='1' lon='%.9f' lat='%.9f'>".formatted(id, lon(eastMetres), lat(northMetres)));
        tags(nodes, tags);
        nodes.append("</node>\n");
        return this;
    }

    /** @param nodeIds divided by spaces */
    public OsmText way(long id, String nodeIds, String... tags) {
        ways.append("<way id='%d' version='1'>".formatted(id));
        for (String node : nodeIds.split(" ")) {
            ways.append("<nd ref='%s'/>".formatted(node));
        }
        tags(ways, tags);
        ways.append("</way>\n");
        return this;
    }

    /** @param members {@code role:node/12} or {@code role:way/3}, divided by spaces */
    public OsmText relation(long id, String members, String... tags) {
        relations.append("<relation id='%d' version='1'>".formatted(id));
        for (String member : members.split(" ")) {
            String[] parts = member.split("[:/]");
            relations.append("<member type='%s' ref='%s' role='%s'/>".formatted(parts[1], parts[2], parts[0]));
        }
        tags(relations, tags);
        relations.append("</relation>\n");
        return this;
    }

    private static void tags(StringBuilder out, String... tags) {
        for (String tag : tags) {
            String[] parts = tag.split("=", 2);
            out.append("<tag k='%s' v='%s'/>".formatted(parts[0], parts[1]));
        }
    }

    @Override
    public String toString() {
        return "<?xml version='1.0' encoding='UTF-8'?>\n<osm version='0.6' generator='test'>\n" + nodes + ways
                + relations + "</osm>\n";
    }

    public ImportedCity imported() {
        try {
            Path file = Files.createTempFile("haihe", ".osm");
            try {
                Files.writeString(file, toString());
                return new CityImporter().importFrom(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
