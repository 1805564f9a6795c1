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
    private static final int REASON_MAX = 1_000;
    private static final Set<String> FIELDS = Set.of("junctions", "seconds", "seed");
    private static final Set<String> DRAFTING_FIELDS = Set.of("junctions", "reason");

    private final OptimiseConfig config;
    private final ObjectReader strict;

    SearchForm(OptimiseConfig config, ObjectMapper mapper) {
        this.config = config;
        strict = mapper.reader()
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    }

    public record Request(List<String> junctions, int seconds, long seed) {}

    /**
     * @param junctions whose plans are wanted as drafts; none for all
     * @param reason may be empty
     */
    public record Drafting(Set<String> junctions, String reason) {}

    /** @throws ProblemException 400 {@code malformed-body} naming the field, 413 {@code body-too-large} */
    public Request read(byte[] body) {
        JsonNode json = object(body, FIELDS);
        return new Request(
                new ArrayList<>(junctions(json)),
                (int) whole(json, "seconds", Math.min(USUAL_SECONDS, config.secondsMax()), 1, config.secondsMax()),
                whole(json, "seed", 1, Long.MIN_VALUE, Long.MAX_VALUE));
    }

    /** An empty body asks for all plans. As {@link #read}. */
    public Drafting readDrafting(byte[] body) {
        if (body == null || body.length == 0) {
            return new Drafting(Set.of(), "");
        }
        JsonNode json = object(body, DRAFTING_FIELDS);
        JsonNode reason = json.path("reason");
        boolean hasReason = !reason.isMissingNode() && !reason.isNull();
        if (hasReason && (!reason.isTextual() || reason.textValue().length() > REASON_MAX)) {
            throw malformed("reason must be a text of at most " + REASON_MAX + " characters");
        }
        return new Drafting(json.has("junctions") ? junctions(json) : Set.of(), hasReason ? reason.textValue() : "");
    }

    private JsonNode object(byte[] body, Set<String> fields) {
        if (body != null && body.length > BODY_BYTES_MAX) {
            throw new ProblemException(413, "body-too-large", "Body too large", "A request has at most 64 KiB.");
        }
        JsonNode json = parse(body);
        json.fieldNames().forEachRemaining(name -> {
            if (!fields.contains(name)) {
                throw malformed("it has no field " + name);
            }
        });
        return json;
    }

    private Set<String> junctions(JsonNode json) {
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
        return junctions;
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
