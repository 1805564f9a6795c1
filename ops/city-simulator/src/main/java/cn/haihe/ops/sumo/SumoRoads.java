package cn.haihe.ops.sumo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The roads of a SUMO network for drawing: its nodes and edges, in metres of its own plane. */
final class SumoRoads {
    private final Map<String, Point> nodes = new LinkedHashMap<>();
    private final Map<String, Edge> edges = new LinkedHashMap<>();

    record Point(double x, double y) {
        double metresTo(Point other) {
            return Math.hypot(other.x - x, other.y - y);
        }

        /** 0 north, clockwise. */
        double bearingDegrees(Point other) {
            return (Math.toDegrees(Math.atan2(other.x - x, other.y - y)) + 360) % 360;
        }
    }

    /** @param shape of its kerb lane, from where it begins to its stop line */
    record Edge(String id, String from, String to, int lanes, double speedMps, boolean isForCars, List<Point> shape) {}

    private SumoRoads() {}

    static SumoRoads read(Path file) throws IOException {
        SumoRoads roads = new SumoRoads();
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader reader = factory.createXMLStreamReader(in);
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT) {
                    if (reader.getLocalName().equals("edge")
                            && text(reader, "function").isEmpty()) {
                        roads.edge(reader);
                    } else if (reader.getLocalName().equals("junction")
                            && !text(reader, "type").equals("internal")) {
                        roads.nodes.put(
                                text(reader, "id"),
                                new Point(
                                        Double.parseDouble(text(reader, "x")), Double.parseDouble(text(reader, "y"))));
                    }
                }
            }
        } catch (XMLStreamException broken) {
            throw new IOException(file + ": " + broken.getMessage(), broken);
        }
        return roads;
    }

    private void edge(XMLStreamReader reader) throws XMLStreamException {
        String id = text(reader, "id");
        String from = text(reader, "from");
        String to = text(reader, "to");
        int lanes = 0;
        double speed = 0;
        boolean isForCars = false;
        List<Point> shape = List.of();
        while (!(reader.next() == XMLStreamReader.END_ELEMENT
                && reader.getLocalName().equals("edge"))) {
            if (reader.isStartElement() && reader.getLocalName().equals("lane")) {
                lanes++;
                speed = Math.max(speed, Double.parseDouble(text(reader, "speed")));
                isForCars |= isForCars(text(reader, "allow"), text(reader, "disallow"));
                if (shape.isEmpty()) {
                    shape = shape(text(reader, "shape"));
                }
            }
        }
        edges.put(id, new Edge(id, from, to, lanes, speed, isForCars, shape));
    }

    private static boolean isForCars(String allow, String disallow) {
        Set<String> allowed = Set.of(allow.split(" "));
        Set<String> forbidden = Set.of(disallow.split(" "));
        boolean isAllowed = allow.isEmpty() || allowed.contains("passenger") || allowed.contains("all");
        return isAllowed && !forbidden.contains("passenger") && !forbidden.contains("all");
    }

    private static List<Point> shape(String text) {
        return Arrays.stream(text.trim().split("\\s+"))
                .map(point -> point.split(","))
                .map(numbers -> new Point(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1])))
                .toList();
    }

    private static String text(XMLStreamReader reader, String attribute) {
        String value = reader.getAttributeValue(null, attribute);
        return value == null ? "" : value;
    }

    Point getNode(String id) {
        Point node = nodes.get(id);
        if (node == null) {
            throw new IllegalArgumentException("the network has no junction " + id);
        }
        return node;
    }

    Edge getEdge(String id) {
        Edge edge = edges.get(id);
        if (edge == null) {
            throw new IllegalArgumentException("the network has no edge " + id);
        }
        return edge;
    }

    List<Edge> edges() {
        return new ArrayList<>(edges.values());
    }
}
