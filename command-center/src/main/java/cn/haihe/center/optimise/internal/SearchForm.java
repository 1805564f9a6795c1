package cn.haihe.center.optimise.internal;

import cn.haihe.center.optimise.OptimiseConfig;
import cn.haihe.center.problem.ProblemException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads a request to search for plans. */
@ApplicationScoped
public class SearchForm {
    private static final int BODY_BYTES_MAX = 64 * 1024;
    private static final int USUAL_SECONDS = 30;
    private static final Set<String> FIELDS = Set.of("junctions", "seconds", "seed");

    private final OptimiseConfig config;
    private final ObjectReader strict;

    SearchForm(OptimiseConfig config, ObjectMapper mapper) {
        this.config = config;
        strict = mapper.reader()
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    }

    public record Request(List<String> junctions, int seconds, long seed) {}

    /** @throws ProblemException 400 {@code malformed-body} naming the field, 413 {@code body-too-large} */
    public Request read(byte[] body) {
        if (body != null && body.length > BODY_BYTES_MAX) {
            throw new ProblemException(413, "body-too-large", "Body too large", "A request has at most 64 KiB.");
        }
        JsonNode json = parse(body);
        json.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw malformed("it has no field " + name);
            }
        });
        JsonNode list = json.path("junctions");
        if (!list.isArray() || list.isEmpty() || list.size() > config.junctionsMax()) {
            throw malformed("junctions must be an array of 1 to " + config.junctionsMax());
        }
        Set<String> junctions = new LinkedHashSet<>();
        for (JsonNode id : list) {
            if (!id.isTextual() || !junctions.add(id.textValue())) {
                throw malformed("junctions must be ids, each once");
            }
        }
        return new Request(
                new ArrayList<>(junctions),
                (int) whole(json, "seconds", Math.min(USUAL_SECONDS, config.secondsMax()), 1, config.secondsMax()),
                whole(json, "seed", 1, Long.MIN_VALUE, Long.MAX_VALUE));
    }

    private JsonNode parse(byte[] body) {
        try {
            JsonNode json = strict.readTree(body == null ? new byte[0] : body);
            if (json == null || !json.isObject()) {
                throw malformed("it must be an object");
            }
            return json;
        } catch (JsonProcessingException e) {
            throw malformed("it is not JSON");
        } catch (IOException e) {
            throw malformed("it cannot be read");
        }
    }

    private static long whole(JsonNode json, String field, long otherwise, long least, long most) {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < least
                || value.longValue() > most) {
            throw malformed(field + " must be a whole number of " + least + " to " + most);
        }
        return value.longValue();
    }

    private static ProblemException malformed(String what) {
        return new ProblemException(
                400, "malformed-body", "Malformed body", "The request is not as expected: " + what + ".");
    }
}
