package cn.haihe.center.incident.internal;

import cn.haihe.center.city.CityHolder;
import cn.haihe.center.incident.Incident;
import cn.haihe.center.incident.IncidentEffect;
import cn.haihe.center.incident.IncidentKind;
import cn.haihe.center.incident.IncidentsConfig;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.map.city.Names;
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
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** Reads an incident as an operator posts it. */
@ApplicationScoped
public class IncidentForm {
    private static final int BODY_BYTES_MAX = 1024 * 1024;
    private static final int REASON_LENGTH_MAX = 500;
    private static final Set<String> FIELDS = Set.of(
            "kind",
            "effect",
            "speedCapKmh",
            "segments",
            "area",
            "point",
            "reachMetres",
            "from",
            "until",
            "reason",
            "revision");

    private final CityHolder city;
    private final Whereabouts whereabouts;
    private final IncidentsConfig config;
    private final Clock clock;
    private final ObjectReader strict;

    IncidentForm(CityHolder city, Whereabouts whereabouts, IncidentsConfig config, Clock clock, ObjectMapper mapper) {
        this.city = city;
        this.whereabouts = whereabouts;
        this.config = config;
        this.clock = clock;
        strict = mapper.reader()
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    }

    /**
     * @throws ProblemException 400 {@code malformed-body} naming the field, 413 {@code body-too-large}, 422
     *     {@code impossible-time}, and what is wrong with the place
     */
    public Draft read(byte[] body) {
        if (body == null || body.length == 0) {
            throw malformed("there is none");
        }
        if (body.length > BODY_BYTES_MAX) {
            throw new ProblemException(413, "body-too-large", "Body too large", "An incident has at most 1 MiB.");
        }
        JsonNode json = parse(body);
        IncidentEffect effect = oneOf(IncidentEffect.class, json, "effect");
        Whereabouts.Place place = whereabouts.read(json, city.get());
        Instant now = clock.instant();
        Instant from = instant(json, "from").orElse(now);
        Optional<Instant> until = instant(json, "until");
        checkTimes(from, until, now);
        return new Draft(
                oneOf(IncidentKind.class, json, "kind"),
                effect,
                cap(json, effect),
                place.segmentIds(),
                place.place(),
                from.truncatedTo(ChronoUnit.MILLIS),
                until.map(moment -> moment.truncatedTo(ChronoUnit.MILLIS)),
                reason(json.path("reason")),
                revision(json.path("revision")));
    }

    private JsonNode parse(byte[] body) {
        JsonNode json;
        try {
            json = strict.readTree(body);
        } catch (IOException e) {
            throw malformed("it is not JSON");
        }
        if (!json.isObject()) {
            throw malformed("an incident must be an object");
        }
        json.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw malformed("it has no field " + name);
            }
        });
        return json;
    }

    private static <E extends Enum<E>> E oneOf(Class<E> type, JsonNode json, String field) {
        String text = json.path(field).asText("");
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text))
                .findFirst()
                .orElseThrow(() -> malformed(field + " must be one of " + Arrays.toString(type.getEnumConstants())));
    }

    private static OptionalDouble cap(JsonNode json, IncidentEffect effect) {
        JsonNode cap = json.path("speedCapKmh");
        if (effect != IncidentEffect.SPEED_CAP) {
            if (json.hasNonNull("speedCapKmh")) {
                throw malformed("speedCapKmh belongs to the effect SPEED_CAP");
            }
            return OptionalDouble.empty();
        }
        if (!cap.isNumber() || !(cap.asDouble() > 0 && cap.asDouble() <= Incident.SPEED_CAP_KMH_MAX)) {
            throw malformed("speedCapKmh must be above 0 and at most " + (int) Incident.SPEED_CAP_KMH_MAX);
        }
        return OptionalDouble.of(cap.asDouble());
    }

    private static Optional<Instant> instant(JsonNode json, String field) {
        if (!json.hasNonNull(field)) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(json.get(field).asText("")).toInstant());
        } catch (DateTimeParseException e) {
            throw malformed(field + " must be a time with an offset, as 2026-11-22T08:00:00+08:00");
        }
    }

    /** An incident may have begun before it was told of, but not be over before it was told of. */
    private void checkTimes(Instant from, Optional<Instant> until, Instant now) {
        if (from.isAfter(now.plus(config.aheadMax())) || from.isBefore(now.minus(config.aheadMax()))) {
            throw impossible("It must begin within " + config.aheadMax().toDays() + " days of now.");
        }
        if (until.isPresent() && !until.get().isAfter(from)) {
            throw impossible("It ends before it begins.");
        }
        if (until.isPresent() && !until.get().isAfter(now)) {
            throw impossible("It would be over already.");
        }
        if (until.isPresent() && until.get().isAfter(from.plus(config.aheadMax().multipliedBy(10)))) {
            throw impossible("It would last too long; leave the end open instead.");
        }
    }

    private static Names reason(JsonNode json) {
        if (!json.isObject()) {
            throw malformed("reason must be {\"zh\",\"en\"}");
        }
        Names reason = new Names(json.path("zh").asText(""), json.path("en").asText(""));
        if (reason.isEmpty()) {
            throw malformed("reason must have zh or en");
        }
        if (reason.zh().length() > REASON_LENGTH_MAX || reason.en().length() > REASON_LENGTH_MAX) {
            throw malformed("reason has at most " + REASON_LENGTH_MAX + " characters");
        }
        return reason;
    }

    private static OptionalInt revision(JsonNode json) {
        if (json.isMissingNode() || json.isNull()) {
            return OptionalInt.empty();
        }
        if (!json.isIntegralNumber() || !json.canConvertToInt()) {
            throw malformed("revision must be a whole number");
        }
        return OptionalInt.of(json.intValue());
    }

    private static ProblemException impossible(String detail) {
        return new ProblemException(422, "impossible-time", "Impossible time", detail);
    }

    static ProblemException malformed(String what) {
        return new ProblemException(
                400, "malformed-body", "Malformed body", "The incident is not as expected: " + what + ".");
    }
}
