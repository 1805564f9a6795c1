package cn.haihe.center.plans.internal;

import cn.haihe.center.problem.ProblemException;
import cn.haihe.signal.plan.Occurrence;
import cn.haihe.signal.plan.StageTime;
import cn.haihe.signal.plan.TimingPlan;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a posted plan. Whether it is safe is not judged here. */
@ApplicationScoped
public class PlanForm {
    private static final int BODY_BYTES_MAX = 16 * 1024;
    private static final int STAGES_MAX = 64;
    private static final int REASON_LENGTH_MAX = 1000;

    private static final Set<String> FIELDS =
            Set.of("number", "cycleSeconds", "offsetSeconds", "stages", "reason", "method");
    private static final Set<String> STAGE_FIELDS = Set.of("stage", "seconds", "onDemand");

    private final ObjectReader strict;

    PlanForm(ObjectMapper mapper) {
        strict = mapper.reader()
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    }

    /** The number of a plan that was given none. */
    public static final int ANY_NUMBER = 0;

    /**
     * @param plan empty where none was given: one is asked for; its number may be {@link #ANY_NUMBER}
     * @param method that is to make the plan, where none was given
     */
    public record Request(Optional<TimingPlan> plan, Optional<String> method, String reason) {}

    /** @throws ProblemException 400 {@code malformed-body} naming the field, 413 {@code body-too-large} */
    public Request read(byte[] body) {
        if (body == null || new String(body, StandardCharsets.UTF_8).isBlank()) {
            return new Request(Optional.empty(), Optional.empty(), "");
        }
        if (body.length > BODY_BYTES_MAX) {
            throw new ProblemException(413, "body-too-large", "Body too large", "A plan has at most 16 KiB.");
        }
        JsonNode json = parse(body);
        if (!json.isObject()) {
            throw malformed("a plan must be an object");
        }
        String reason = json.path("reason").asText("");
        if (reason.length() > REASON_LENGTH_MAX) {
            throw malformed("reason has at most " + REASON_LENGTH_MAX + " characters");
        }
        requireOnly(json, FIELDS);
        Set<String> told = new HashSet<>();
        json.fieldNames().forEachRemaining(told::add);
        boolean asksForPlan = Set.of("reason", "method").containsAll(told);
        if (!asksForPlan && told.contains("method")) {
            throw malformed("it gives a plan and asks for one");
        }
        Optional<String> method =
                json.has("method") ? Optional.of(json.path("method").asText("")) : Optional.empty();
        return new Request(asksForPlan ? Optional.empty() : Optional.of(plan(json)), method, reason);
    }

    private JsonNode parse(byte[] body) {
        try {
            return strict.readTree(body);
        } catch (IOException e) {
            throw malformed("it is not JSON");
        }
    }

    private static TimingPlan plan(JsonNode json) {
        JsonNode stages = json.path("stages");
        if (!stages.isArray() || stages.isEmpty() || stages.size() > STAGES_MAX) {
            throw malformed("stages must be an array of 1 to " + STAGES_MAX);
        }
        List<StageTime> times = new ArrayList<>();
        for (JsonNode stage : stages) {
            requireOnly(stage, STAGE_FIELDS);
            times.add(new StageTime(whole(stage, "stage"), whole(stage, "seconds"), occurrence(stage)));
        }
        int offset = json.has("offsetSeconds") ? whole(json, "offsetSeconds") : 0;
        int number = json.has("number") ? whole(json, "number") : ANY_NUMBER;
        if (json.has("number") && number == ANY_NUMBER) {
            throw malformed("number must be 1 or more");
        }
        return new TimingPlan(number, whole(json, "cycleSeconds"), offset, times);
    }

    private static Occurrence occurrence(JsonNode stage) {
        JsonNode onDemand = stage.path("onDemand");
        if (!onDemand.isMissingNode() && !onDemand.isBoolean()) {
            throw malformed("onDemand must be true or false");
        }
        return onDemand.asBoolean() ? Occurrence.ON_DEMAND : Occurrence.FIXED;
    }

    /** A misspelt field must not be read as a wish for another plan. */
    private static void requireOnly(JsonNode json, Set<String> fields) {
        json.fieldNames().forEachRemaining(name -> {
            if (!fields.contains(name)) {
                throw malformed("it has no field " + name);
            }
        });
    }

    private static int whole(JsonNode json, String field) {
        JsonNode value = json.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw malformed(field + " must be a whole number");
        }
        return value.intValue();
    }

    private static ProblemException malformed(String what) {
        return new ProblemException(
                400, "malformed-body", "Malformed body", "The plan is not as expected: " + what + ".");
    }
}
