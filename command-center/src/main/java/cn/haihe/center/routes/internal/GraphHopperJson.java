package cn.haihe.center.routes.internal;

import cn.haihe.map.geo.BoundingBox;
import cn.haihe.routing.MapFacts;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.graphhopper.GHRequest;
import com.graphhopper.GHResponse;
import com.graphhopper.jackson.Jackson;
import com.graphhopper.jackson.MultiException;
import com.graphhopper.jackson.ResponsePathSerializer;
import com.graphhopper.util.PMap;
import com.graphhopper.util.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** JSON as GraphHopper 11 reads and writes it, by its own serialisers. */
@ApplicationScoped
public class GraphHopperJson {
    private static final String VERSION = "11.0";
    private static final int BODY_BYTES_MAX = 256 * 1024;
    private static final List<String> COPYRIGHTS = List.of("GraphHopper", "OpenStreetMap contributors");

    private final ObjectMapper mapper = Jackson.newObjectMapper();

    /** A request, and how its answer is to be written. */
    public record Asked(
            GHRequest request, boolean instructions, boolean points, boolean encoded, double encodedMultiplier) {
        static Asked of(GHRequest request) {
            PMap hints = request.getHints();
            String type = hints.getString("type", "json");
            if (!type.equals("json")) {
                throw new IllegalArgumentException("type " + type + " is not supported, only json");
            }
            if (request.getLocale().equals(Locale.CHINESE)) {
                request.setLocale(Locale.SIMPLIFIED_CHINESE);
            }
            double multiplier = hints.getDouble("points_encoded_multiplier", 1e5);
            if (!(multiplier >= 1 && multiplier <= 1e7)) {
                throw new IllegalArgumentException("points_encoded_multiplier must be 1 to 1e7: " + multiplier);
            }
            return new Asked(
                    request,
                    hints.getBool(Parameters.Routing.INSTRUCTIONS, true),
                    hints.getBool(Parameters.Routing.CALC_POINTS, true),
                    hints.getBool("points_encoded", true),
                    multiplier);
        }
    }

    /**
     * Reads the body of a POST; GraphHopper's Java client sends larger ones compressed.
     *
     * @throws IllegalArgumentException where it is not GraphHopper's JSON or too large
     */
    public Asked readRequest(byte[] body, String encoding) {
        try (InputStream raw = new ByteArrayInputStream(body);
                InputStream in = "gzip".equalsIgnoreCase(encoding) ? new GZIPInputStream(raw) : raw) {
            byte[] plain = in.readNBytes(BODY_BYTES_MAX + 1);
            if (plain.length > BODY_BYTES_MAX) {
                throw new IllegalArgumentException("the body is larger than " + BODY_BYTES_MAX + " bytes");
            }
            GHRequest request = mapper.readValue(plain, GHRequest.class);
            if (request == null) {
                throw new IllegalArgumentException("the body is empty");
            }
            if (request.getProfile() == null || request.getProfile().isEmpty()) {
                request.setProfile("car");
            }
            return Asked.of(request);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the body is not a route request: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("the body can't be read: " + e.getMessage(), e);
        }
    }

    public Response paths(GHResponse response, Asked asked, MapFacts facts, long tookMillis) {
        var info = new ResponsePathSerializer.Info(COPYRIGHTS, tookMillis, facts.dataDate());
        ObjectNode node = ResponsePathSerializer.jsonObject(
                response,
                info,
                asked.instructions(),
                asked.points(),
                false,
                asked.encoded(),
                asked.encodedMultiplier());
        return Response.ok(write(node), MediaType.APPLICATION_JSON_TYPE)
                .header("X-GH-Took", tookMillis)
                .build();
    }

    public Response errors(int status, List<Throwable> errors) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(write(new MultiException(errors)))
                .build();
    }

    public Response info(MapFacts facts) {
        BoundingBox box = facts.bounds();
        ObjectNode node = mapper.createObjectNode();
        node.put("version", VERSION);
        node.putArray("bbox")
                .add(box.minLon())
                .add(box.minLat())
                .add(box.maxLon())
                .add(box.maxLat());
        node.putArray("profiles").addObject().put("name", "car");
        node.put("elevation", false);
        node.putObject("encoded_values");
        node.put("data_date", facts.dataDate());
        return Response.ok(write(node), MediaType.APPLICATION_JSON_TYPE).build();
    }

    private String write(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
