package cn.haihe.center.graphhopper.internal;

import cn.haihe.map.geo.BoundingBox;
import cn.haihe.routing.MapFacts;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.graphhopper.GHResponse;
import com.graphhopper.jackson.Jackson;
import com.graphhopper.jackson.MultiException;
import com.graphhopper.jackson.ResponsePathSerializer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** JSON as GraphHopper 11 reads and writes it, by its own serialisers. */
@ApplicationScoped
public class GraphHopperJson {
    private static final String VERSION = "11.0";
    private static final List<String> COPYRIGHTS = List.of("GraphHopper", "OpenStreetMap contributors");

    private final ObjectMapper mapper = Jackson.newObjectMapper();

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

    public ObjectNode info(MapFacts facts) {
        BoundingBox box = facts.bounds();
        ObjectNode node = mapper.createObjectNode();
        node.putArray("bbox")
                .add(box.minLon())
                .add(box.minLat())
                .add(box.maxLon())
                .add(box.maxLat());
        ArrayNode profiles = node.putArray("profiles");
        facts.profiles().forEach(name -> profiles.addObject().put("name", name));
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
