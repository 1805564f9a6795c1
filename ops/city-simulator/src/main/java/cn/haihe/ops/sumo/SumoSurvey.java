package cn.haihe.ops.sumo;

import cn.haihe.map.geo.LocalPlane;
import cn.haihe.map.geo.LonLat;
import cn.haihe.ops.sumo.SumoRoads.Edge;
import cn.haihe.ops.sumo.SumoRoads.Point;
import cn.haihe.signal.adaptive.DetectorZone;
import cn.haihe.signal.exchange.BadExchange;
import cn.haihe.signal.exchange.JunctionSurvey;
import cn.haihe.signal.exchange.SignalNetReader;
import cn.haihe.signal.exchange.SurveyReader;
import cn.haihe.signal.network.Intersection;
import cn.haihe.signal.verify.Rule;
import cn.haihe.signal.verify.SafetyVerifier;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A SUMO scenario as a city for the hub: its roads as an OSM file, and its signals as an engineer's survey of their junctions. Each
 * of SUMO's edges is a way of one segment, each of its signals one node. Where the network lies nowhere it is put to a chosen place.
 */
final class SumoSurvey {
    private static final double LEAST_YELLOW_SECONDS = 3;
    private static final int MOST_ALL_RED_SECONDS = 6;
    private static final double KMH_PER_MPS = 3.6;
    private static final double[] CLASS_FROM_KMH = {65, 45, 35};
    private static final String[] CLASSES = {"primary", "secondary", "tertiary", "residential"};

    private final SumoRoads roads;
    private final SumoNet lanes;
    private final ObjectNode json;
    private final List<Intersection> intersections;
    private final LocalPlane plane;
    private final Point origin;
    /** By SUMO's junction: those of one signal are one node. */
    private final Map<String, Long> nodes = new HashMap<>();

    private final Map<Long, Point> places = new LinkedHashMap<>();
    private final Map<String, Long> signalNodes = new LinkedHashMap<>();
    private final Map<String, Long> ways = new LinkedHashMap<>();
    private long lastId;

    /** @param place where to put it if it says nothing itself */
    SumoSurvey(SumoScenario scenario, Path net, LonLat place) throws IOException, BadExchange {
        roads = SumoRoads.read(scenario.net());
        lanes = SumoNet.read(scenario.net());
        intersections = SignalNetReader.read(net).intersections().stream()
                .filter(Intersection::isPlannable)
                .toList();
        json = (ObjectNode) new ObjectMapper().readTree(net.toFile());
        JsonNode first = json.path("intersections").path(0);
        origin = new Point(first.path("x").asDouble(), first.path("y").asDouble());
        boolean isPlaced = first.path("lat").isNumber() && first.path("lon").isNumber();
        plane = new LocalPlane(
                isPlaced
                        ? new LonLat(
                                first.path("lon").asDouble(), first.path("lat").asDouble())
                        : place);
        placeNodes();
        for (Edge edge : roads.edges()) {
            boolean isInside = nodes.get(edge.from()).equals(nodes.get(edge.to()));
            if (edge.isForCars() && !isInside) {
                ways.put(edge.id(), ways.size() + 1L);
            }
        }
    }

    private void placeNodes() {
        for (Intersection intersection : intersections) {
            List<Point> all = new ArrayList<>();
            long node = ++lastId;
            item(intersection).path("junctions").forEach(junction -> {
                nodes.put(junction.asText(), node);
                all.add(roads.getNode(junction.asText()));
            });
            if (all.isEmpty()) {
                throw new IllegalArgumentException(intersection.id() + " names no junctions");
            }
            places.put(node, mean(all));
            signalNodes.put(intersection.id(), node);
        }
        for (Edge edge : roads.edges()) {
            for (String end : List.of(edge.from(), edge.to())) {
                if (!nodes.containsKey(end)) {
                    nodes.put(end, ++lastId);
                    places.put(lastId, roads.getNode(end));
                }
            }
        }
    }

    private static Point mean(List<Point> points) {
        return new Point(
                points.stream().mapToDouble(Point::x).average().orElseThrow(),
                points.stream().mapToDouble(Point::y).average().orElseThrow());
    }

    private ObjectNode item(Intersection intersection) {
        for (JsonNode item : json.path("intersections")) {
            if (item.path("id").asText().equals(intersection.id())) {
                return (ObjectNode) item;
            }
        }
        throw new IllegalArgumentException(intersection.id());
    }

    private LonLat lonLat(Point point) {
        return plane.toLonLat(point.x() - origin.x(), point.y() - origin.y());
    }

    void writeMap(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("osm");
            xml.writeAttribute("version", "0.6");
            xml.writeAttribute("generator", "haihe: a SUMO network");
            Map<String, List<Long>> bends = new HashMap<>();
            for (Map.Entry<Long, Point> place : places.entrySet()) {
                node(xml, place.getKey(), place.getValue(), signalNodes.containsValue(place.getKey()));
            }
            for (String id : ways.keySet()) {
                List<Point> shape = roads.getEdge(id).shape();
                List<Long> inner = new ArrayList<>();
                for (int i = 1; i < shape.size() - 1; i++) {
                    node(xml, ++lastId, shape.get(i), false);
                    inner.add(lastId);
                }
                bends.put(id, inner);
            }
            for (Map.Entry<String, Long> way : ways.entrySet()) {
                way(xml, way.getValue(), roads.getEdge(way.getKey()), bends.get(way.getKey()));
            }
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException failed) {
            throw new IOException(failed);
        }
    }

    private void node(XMLStreamWriter xml, long id, Point point, boolean isSignal) throws XMLStreamException {
        LonLat at = lonLat(point);
        xml.writeStartElement("node");
        xml.writeAttribute("id", Long.toString(id));
        xml.writeAttribute("version", "1");
        xml.writeAttribute("lat", String.format(Locale.ROOT, "%.7f", at.lat()));
        xml.writeAttribute("lon", String.format(Locale.ROOT, "%.7f", at.lon()));
        if (isSignal) {
            tag(xml, "highway", "traffic_signals");
        }
        xml.writeEndElement();
    }

    private void way(XMLStreamWriter xml, long id, Edge edge, List<Long> inner) throws XMLStreamException {
        xml.writeStartElement("way");
        xml.writeAttribute("id", Long.toString(id));
        xml.writeAttribute("version", "1");
        List<Long> along = new ArrayList<>(inner);
        along.add(0, nodes.get(edge.from()));
        along.add(nodes.get(edge.to()));
        for (long node : along) {
            xml.writeStartElement("nd");
            xml.writeAttribute("ref", Long.toString(node));
            xml.writeEndElement();
        }
        double kmh = edge.speedMps() * KMH_PER_MPS;
        tag(xml, "highway", highway(kmh));
        tag(xml, "oneway", "yes");
        tag(xml, "lanes", Integer.toString(edge.lanes()));
        tag(xml, "maxspeed", Long.toString(Math.max(5, Math.round(kmh))));
        tag(xml, "name", street(edge));
        tag(xml, "source", "SUMO edge " + edge.id());
        xml.writeEndElement();
    }

    private static String highway(double kmh) {
        for (int i = 0; i < CLASS_FROM_KMH.length; i++) {
            if (kmh >= CLASS_FROM_KMH[i]) {
                return CLASSES[i];
            }
        }
        return CLASSES[CLASSES.length - 1];
    }

    private static String street(Edge edge) {
        return edge.id().replaceFirst("^-", "").replaceFirst("#.*", "");
    }

    private static void tag(XMLStreamWriter xml, String key, String value) throws XMLStreamException {
        xml.writeStartElement("tag");
        xml.writeAttribute("k", key);
        xml.writeAttribute("v", value);
        xml.writeEndElement();
    }

    /**
     * Behind each amber the junction is all red for at least a second, the networks of simulators often have none, and for a second
     * more and more until the verifier is content with what the ways between its arms ask for.
     */
    void writeSurvey(Path file, SafetyVerifier verifier) throws IOException, BadExchange {
        intersections.forEach(
                intersection -> survey(intersection, item(intersection).putObject("survey")));
        Set<String> hasty = new HashSet<>(
                signalNodes.values().stream().map(node -> "j" + node).toList());
        for (int allRedSeconds = 1; allRedSeconds <= MOST_ALL_RED_SECONDS && !hasty.isEmpty(); allRedSeconds++) {
            for (Intersection intersection : intersections) {
                if (hasty.contains("j" + signalNodes.get(intersection.id()))) {
                    clear(item(intersection), allRedSeconds);
                }
            }
            new ObjectMapper().writeValue(file.toFile(), json);
            hasty.clear();
            for (JunctionSurvey survey : SurveyReader.read(file)) {
                if (survey.check(verifier).stream().anyMatch(found -> found.rule() == Rule.CLEARANCE_GEOMETRY)) {
                    hasty.add(survey.junction().id());
                }
            }
        }
    }

    private static void clear(ObjectNode intersection, double allRedSeconds) {
        for (JsonNode stage : intersection.path("stages")) {
            ObjectNode clearance = (ObjectNode) stage.path("clearance");
            double yellow = clearance.path("yellow_s").asDouble();
            if (yellow > 0) {
                clearance.put("yellow_s", Math.max(LEAST_YELLOW_SECONDS, yellow));
                clearance.put(
                        "all_red_s",
                        Math.max(allRedSeconds, clearance.path("all_red_s").asDouble()));
            }
        }
    }

    private void survey(Intersection intersection, ObjectNode survey) {
        long node = signalNodes.get(intersection.id());
        LonLat at = lonLat(places.get(node));
        survey.put("junction", "j" + node);
        survey.put("name", intersection.id());
        survey.put("lon", at.lon());
        survey.put("lat", at.lat());
        survey.putArray("signal_nodes").add(node);
        ArrayNode arms = survey.putArray("arms");
        for (SurveyArms.Arm arm : SurveyArms.of(intersection, roads)) {
            ObjectNode one = arms.addObject();
            one.put("bearing_deg", arm.bearingDegrees());
            one.put("lanes", arm.lanes());
            one.put("width_m", arm.widthMetres());
            segments(arm.approaches(), one.putArray("inbound"), one.putArray("approaches"));
            segments(arm.exits(), one.putArray("outbound"), one.putArray("exits"));
        }
        ArrayNode detectors = survey.putArray("detectors");
        for (DetectorZone zone : new Cameras(intersection, lanes).zones()) {
            ObjectNode one = detectors.addObject();
            one.put("number", zone.detector());
            zone.lanes().forEach(one.putArray("lanes")::add);
            one.put("near_m", zone.nearMetres());
            one.put("far_m", zone.farMetres());
        }
    }

    private void segments(List<Edge> edges, ArrayNode segments, ArrayNode names) {
        for (Edge edge : edges) {
            names.add(edge.id());
            if (ways.containsKey(edge.id())) {
                segments.add("w" + ways.get(edge.id()) + ".0f");
            }
        }
    }
}
