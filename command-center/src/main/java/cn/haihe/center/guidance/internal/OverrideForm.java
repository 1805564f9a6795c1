package cn.haihe.center.guidance.internal;

import cn.haihe.center.guidance.GuidanceConfig;
import cn.haihe.center.problem.Problem;
import cn.haihe.center.problem.ProblemException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the text that an operator puts on a sign. */
@ApplicationScoped
public class OverrideForm {
    private static final int BODY_BYTES_MAX = 16 * 1024;
    private static final int REASON_LENGTH_MAX = 500;
    private static final Set<String> FIELDS = Set.of("zh", "en", "reason", "expiresAt");

    private final GuidanceConfig config;
    private final Clock clock;
    private final ObjectReader strict;

    OverrideForm(GuidanceConfig config, Clock clock, ObjectMapper mapper) {
        this.config = config;
        this.clock = clock;
        strict = mapper.reader()
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    }

    public record Draft(List<String> zh, List<String> en, String reason, Instant expiresAt) {}

    /**
     * @throws ProblemException 400 {@code malformed-body} naming the field, 413 {@code body-too-large}, 422
     *     {@code text-too-long} or {@code impossible-time}
     */
    public Draft read(byte[] body) {
        if (body != null && body.length > BODY_BYTES_MAX) {
            throw new ProblemException(413, "body-too-large", "Body too large", "A sign's text has at most 16 KiB.");
        }
        JsonNode json = parse(body);
        List<String> zh = lines(json, "zh");
        List<String> en = lines(json, "en");
        if (zh.isEmpty() && en.isEmpty()) {
            throw malformed("zh or en must have a line");
        }
        String reason = json.path("reason").asText("").strip();
        if (reason.isEmpty() || reason.length() > REASON_LENGTH_MAX) {
            throw malformed("reason must have 1 to " + REASON_LENGTH_MAX + " characters");
        }
        return new Draft(zh, en, reason, expiresAt(json));
    }

    private JsonNode parse(byte[] body) {
        try {
            JsonNode json = strict.readTree(body == null ? new byte[0] : body);
            if (!json.isObject()) {
                throw malformed("it must be an object");
            }
            json.fieldNames().forEachRemaining(name -> {
                if (!FIELDS.contains(name)) {
                    throw malformed("it has no field " + name);
                }
            });
            return json;
        } catch (IOException e) {
            throw malformed("it is not JSON");
        }
    }

    private List<String> lines(JsonNode json, String language) {
        JsonNode given = json.path(language);
        if (given.isMissingNode() || given.isNull()) {
            return List.of();
        }
        if (!given.isArray()) {
            throw malformed(language + " must be an array of lines");
        }
        List<String> lines = new ArrayList<>();
        for (JsonNode line : given) {
            if (!line.isTextual() || line.asText().codePoints().anyMatch(Character::isISOControl)) {
                throw malformed(language + " must hold texts without control characters");
            }
            lines.add(line.asText().strip());
        }
        boolean tooLong = lines.size() > config.lines()
                || lines.stream().anyMatch(line -> LineFitter.cells(line) > config.lineCells());
        if (tooLong) {
            throw new ProblemException(Problem.of(
                            422,
                            "text-too-long",
                            "Text too long",
                            "A sign has " + config.lines() + " lines of " + config.lineCells()
                                    + " cells; a Chinese character takes two.")
                    .with("lines", config.lines())
                    .with("cells", config.lineCells()));
        }
        return lines.stream().allMatch(String::isEmpty) ? List.of() : lines;
    }

    private Instant expiresAt(JsonNode json) {
        Instant expiresAt;
        try {
            expiresAt = OffsetDateTime.parse(json.path("expiresAt").asText("")).toInstant();
        } catch (DateTimeParseException e) {
            throw malformed("expiresAt must be a time with an offset, as 2026-11-22T08:00:00+08:00");
        }
        Instant now = clock.instant();
        if (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(config.overrideMax()))) {
            throw new ProblemException(
                    422,
                    "impossible-time",
                    "Impossible time",
                    "It must expire within " + config.overrideMax().toHours() + " hours of now.");
        }
        return expiresAt;
    }

    private static ProblemException malformed(String what) {
        return new ProblemException(
                400, "malformed-body", "Malformed body", "The text is not as expected: " + what + ".");
    }
}
