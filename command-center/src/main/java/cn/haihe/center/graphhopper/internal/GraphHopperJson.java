package cn.haihe.center.graphhopper.internal;

import cn.haihe.center.routes.TravellersVehicles;
import cn.haihe.map.geo.BoundingBox;
import cn.haihe.routing.MapFacts;
import cn.haihe.routing.matching.MatchedTrace;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.xml.XmlMapper;
import com.graphhopper.GHResponse;
import com.graphhopper.jackson.Jackson;
import com.graphhopper.jackson.MultiException;
import com.graphhopper.jackson.ResponsePathSerializer;
import com.graphhopper.util.JsonFeature;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.locationtech.jts.geom.Geometry;

/** JSON as GraphHopper 11 reads and writes it, by its own serialisers. */
@ApplicationScoped
public class GraphHopperJson {
    private static final String VERSION = "11.0";
    private static final List<String> COPYRIGHTS = List.of("GraphHopper", "OpenStreetMap contributors");

    private final ObjectMapper mapper = Jackson.newObjectMapper();
    private final ObjectMapper xmlMapper = new XmlMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /**
     * Reads the body of a POST; GraphHopper's Java client sends larger ones compressed.
     *
     * @param bytesMax of the body as it is after unpacking
     * @throws IllegalArgumentException where it is not the JSON expected or too large
     */
    public <T> T read(byte[] body, String encoding, int bytesMax, Class<T> type) {
        try {
            T value = mapper.readValue(unpacked(body, encoding, bytesMax), type);
            if (value == null) {
                throw new IllegalArgumentException("the body is empty");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the body is not the JSON expected: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("the body can't be read: " + e.getMessage(), e);
        }
    }

    /** @throws IllegalArgumentException where it is larger, however small it was packed */
    static byte[] unpacked(byte[] body, String encoding, int bytesMax) throws IOException {
        try (InputStream raw = new ByteArrayInputStream(body);
                InputStream in = "gzip".equalsIgnoreCase(encoding) ? new GZIPInputStream(raw) : raw) {
            byte[] plain = in.readNBytes(bytesMax + 1);
            if (plain.length > bytesMax) {
                throw new IllegalArgumentException("the body is larger than " + bytesMax + " bytes");
            }
            return plain;
        }
    }

    public ObjectNode object() {
        return mapper.createObjectNode();
    }

    public ObjectNode paths(GHResponse response, RouteQuestion asked, MapFacts facts, long tookMillis) {
        return ResponsePathSerializer.jsonObject(
                response,
                new ResponsePathSerializer.Info(COPYRIGHTS, tookMillis, facts.dataDate()),
                asked.instructions(),
                asked.points(),
                // there is no elevation; but who asks for it reads three numbers out of every encoded point
                asked.elevation() && asked.encoded(),
                asked.encoded(),
                asked.encodedMultiplier());
    }

    /** The same of a body of XML; what it says of documents elsewhere is not looked at. */
    public <T> T readXml(byte[] body, String encoding, int bytesMax, Class<T> type) {
        try {
            T value = xmlMapper.readValue(unpacked(body, encoding, bytesMax), type);
            if (value == null) {
                throw new IllegalArgumentException("the body is empty");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the body is not the XML expected: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("the body can't be read: " + e.getMessage(), e);
        }
    }

    public ObjectNode match(MatchedTrace matched, MatchQuestion asked, MapFacts facts, long tookMillis) {
        GHResponse response = new GHResponse();
        response.add(matched.path());
        ObjectNode node = ResponsePathSerializer.jsonObject(
                response,
                new ResponsePathSerializer.Info(COPYRIGHTS, tookMillis, facts.dataDate()),
                asked.request().withInstructions(),
                asked.points(),
                asked.elevation() && asked.encoded(),
                asked.encoded(),
                asked.encodedMultiplier());
        node.putObject("map_matching")
                .put("distance", matched.matchedMetres())
                .put("time", matched.matchedMillis())
                .put("original_distance", matched.originalMetres());
        if (asked.traversalKeys()) {
            ArrayNode keys = node.putArray("traversal_keys");
            matched.edgeKeys().forEach(keys::add);
        }
        return node;
    }

    public byte[] matrix(Matrices.Outcome outcome, long tookMillis) {
        return new MatrixWriter().write(outcome, COPYRIGHTS, tookMillis);
    }

    public ObjectNode area(List<? extends Geometry> areas, boolean isGeoJson, MapFacts facts, long tookMillis) {
        List<JsonFeature> features = new ArrayList<>();
        for (Geometry area : areas) {
            Map<String, Object> properties = new LinkedHashMap<>();
            properties.put("bucket", features.size());
            if (isGeoJson) {
                properties.put("copyrights", COPYRIGHTS);
            }
            JsonFeature feature = new JsonFeature();
            feature.setProperties(properties);
            feature.setGeometry(area);
            features.add(feature);
        }
        ObjectNode node = mapper.createObjectNode();
        if (isGeoJson) {
            return node.put("type", "FeatureCollection").putPOJO("features", features);
        }
        node.putPOJO("polygons", features);
        ObjectNode info = node.putObject("info");
        info.putPOJO("copyrights", COPYRIGHTS);
        info.put("took", tookMillis);
        if (!facts.dataDate().isEmpty()) {
            info.put("road_data_timestamp", facts.dataDate());
        }
        return node;
    }

    public ObjectNode info(MapFacts facts) {
        BoundingBox box = facts.bounds();
        ObjectNode node = mapper.createObjectNode();
        node.putArray("bbox")
                .add(box.minLon())
                .add(box.minLat())
                .add(box.maxLon())
                .add(box.maxLat());
        ArrayNode profiles = node.putArray("profiles");
        facts.profiles().stream()
                .filter(name -> TravellersVehicles.find(name).isPresent())
                .forEach(name -> profiles.addObject().put("name", name));
        node.put("version", VERSION);
        node.put("elevation", false);
        node.putPOJO("encoded_values", facts.encodedValues());
        node.put("import_date", facts.importDate());
        node.put("data_date", facts.dataDate());
        return node;
    }

    String write(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    String errors(List<Throwable> errors) {
        return write(new MultiException(errors));
    }
}
