package cn.haihe.routing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** A small map written node by node and way by way. */
public final class OsmText {
    private final StringBuilder nodes = new StringBuilder();
    private final StringBuilder ways = new StringBuilder();
    private final StringBuilder relations = new StringBuilder();

    /** @param tags as {@code key=value} */
    public OsmText node(long id, double lon, double lat, String... tags) {
        nodes.append("<node id='%d' version='1' lat='%s' lon='%s'>%s</node>\n".formatted(id, lat, lon, written(tags)));
        return this;
    }

    public OsmText way(long id, List<Long> nodeIds, String... tags) {
        String refs = nodeIds.stream().map("<nd ref='%d'/>"::formatted).collect(Collectors.joining());
        ways.append("<way id='%d' version='1'>%s%s</way>\n".formatted(id, refs, written(tags)));
        return this;
    }

    public OsmText turnBan(long id, long fromWay, long viaNode, long toWay, String... tags) {
        relations.append("<relation id='%d' version='1'>%s%s%s<tag k='type' v='restriction'/>%s</relation>\n"
                .formatted(
                        id,
                        member("way", fromWay, "from"),
                        member("node", viaNode, "via"),
                        member("way", toWay, "to"),
                        written(tags)));
        return this;
    }

    public Path writeTo(Path file) {
        try {
            return Files.writeString(
                    file,
                    "<?xml version='1.0' encoding='UTF-8'?>\n<osm version='0.6' generator='haihe'>\n" + nodes + ways
                            + relations + "</osm>\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<Long> path(long... nodeIds) {
        return LongStream.of(nodeIds).boxed().toList();
    }

    private static String member(String type, long ref, String role) {
        return "<member type='%s' ref='%d' role='%s'/>".formatted(type, ref, role);
    }

    private static String written(String... tags) {
        StringBuilder text = new StringBuilder();
        for (String tag : tags) {
            String[] parts = tag.split("=", 2);
            text.append("<tag k='").append(parts[0]).append("' v='").append(parts[1].replace("<", "&lt;"));
            text.append("'/>");
        }
        return text.toString();
    }
}
