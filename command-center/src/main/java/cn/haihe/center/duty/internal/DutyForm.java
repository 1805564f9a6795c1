package cn.haihe.center.duty.internal;

import cn.haihe.center.duty.Duty;
import cn.haihe.center.duty.DutyConfig;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.map.geo.LonLat;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a duty as it is posted. */
@ApplicationScoped
public class DutyForm {
    private static final int BODY_BYTES_MAX = 64 * 1024;
    private static final int NAME_LENGTH_MAX = 100;
    private static final int REASON_LENGTH_MAX = 500;
    private static final double CRUISE_KMH = 50;
    private static final Set<String> ROUTE_FIELDS =
            Set.of("name", "terminal", "points", "reason", "cruiseKmh", "expiresAt");
    private static final Set<String> EMERGENCY_FIELDS =
            Set.of("name", "terminal", "destination", "reason", "cruiseKmh", "expiresAt");

    private final DutyConfig config;
    private final Clock clock;
    private final ObjectReader strict;

    DutyForm(DutyConfig config, Clock clock, ObjectMapper mapper) {
        this.config = config;
        this.clock = clock;
        strict = mapper.reader()
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    }

    /** @param points of the way; of an emergency the destination alone */
    public record Draft(
            String name, String phone, List<LonLat> points, String reason, double cruiseKmh, Instant expiresAt) {}

    /** @throws ProblemException 400 {@code malformed-body}, 413 {@code body-too-large}, 422 {@code impossible-time} */
    public Draft readRoute(byte[] body) {
        JsonNode json = parse(body, ROUTE_FIELDS);
        JsonNode given = json.path("points");
        if (!given.isArray() || given.size() < 2 || given.size() > config.pointsMax()) {
            throw malformed("points must be 2 to " + config.pointsMax() + " of [lon,lat]");
        }
        List<LonLat> points = new ArrayList<>();
        given.forEach(point -> points.add(point(point, "points")));
        return draft(json, points);
    }

    public Draft readEmergency(byte[] body) {
        JsonNode json = parse(body, EMERGENCY_FIELDS);
        return draft(json, List.of(point(json.path("destination"), "destination")));
    }

    private Draft draft(JsonNode json, List<LonLat> points) {
        return new Draft(
                text(json, "name", NAME_LENGTH_MAX),
                phone(json.path("terminal").asText("")),
                points,
                text(json, "reason", REASON_LENGTH_MAX),
                cruiseKmh(json.path("cruiseKmh")),
                expiresAt(json));
    }

    private JsonNode parse(byte[] body, Set<String> fields) {
        if (body != null && body.length > BODY_BYTES_MAX) {
            throw new ProblemException(413, "body-too-large", "Body too large", "A duty has at most 64 KiB.");
        }
        try {
            JsonNode json = strict.readTree(body == null ? new byte[0] : body);
            if (!json.isObject()) {
                throw malformed("it must be an object");
            }
            json.fieldNames().forEachRemaining(name -> {
                if (!fields.contains(name)) {
                    throw malformed("it has no field " + name);
                }
            });
            return json;
        } catch (IOException e) {
            throw malformed("it is not JSON");
        }
    }

    private static LonLat point(JsonNode json, String field) {
        boolean fits = json.isArray()
                && json.size() == 2
                && json.get(0).isNumber()
                && json.get(1).isNumber()
                && Math.abs(json.get(0).asDouble()) <= 180
                && Math.abs(json.get(1).asDouble()) <= 90;
        if (!fits) {
            throw malformed(field + " must hold [lon,lat]");
        }
        return new LonLat(json.get(0).asDouble(), json.get(1).asDouble());
    }

    private static String text(JsonNode json, String field, int longest) {
        String text = json.path(field).asText("").strip();
        boolean fits =
                !text.isEmpty() && text.length() <= longest && text.chars().noneMatch(Character::isISOControl);
        if (!fits) {
            throw malformed(field + " must have 1 to " + longest + " characters");
        }
        return text;
    }

    private static String phone(String text) {
        if (!text.matches("\\d{1,20}")) {
            throw malformed("terminal must be the phone of a terminal");
        }
        return text;
    }

    private static double cruiseKmh(JsonNode json) {
        if (json.isMissingNode() || json.isNull()) {
            return CRUISE_KMH;
        }
        boolean fits =
                json.isNumber() && json.asDouble() >= Duty.CRUISE_KMH_MIN && json.asDouble() <= Duty.CRUISE_KMH_MAX;
        if (!fits) {
            throw malformed("cruiseKmh must be " + (int) Duty.CRUISE_KMH_MIN + " to " + (int) Duty.CRUISE_KMH_MAX);
        }
        return json.asDouble();
    }

    private Instant expiresAt(JsonNode json) {
        Instant expiresAt;
        try {
            expiresAt = OffsetDateTime.parse(json.path("expiresAt").asText(""))
                    .toInstant()
                    .truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeParseException e) {
            throw malformed("expiresAt must be a time with an offset, as 2026-11-22T08:00:00+08:00");
        }
        Instant now = clock.instant();
        Duration longest = config.lastMax();
        if (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(longest))) {
            throw new ProblemException(
                    422,
                    "impossible-time",
                    "Impossible time",
                    "It must expire within " + longest.toHours() + " hours of now.");
        }
        return expiresAt;
    }

    private static ProblemException malformed(String what) {
        return new ProblemException(
                400, "malformed-body", "Malformed body", "The duty is not as expected: " + what + ".");
    }
}
