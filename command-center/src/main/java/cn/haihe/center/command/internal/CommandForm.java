package cn.haihe.center.command.internal;

import cn.haihe.center.command.CommandConfig;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.signals.ControllerRegister;
import cn.haihe.center.signals.Fingerprint;
import cn.haihe.center.signals.SignalBoard;
import cn.haihe.center.signals.SignalField;
import cn.haihe.center.signals.SignalState;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.junction.Stage;
import cn.haihe.signal.plan.StageTime;
import cn.haihe.signal.priority.Act;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what a person wants of one junction or several. */
@ApplicationScoped
public class CommandForm {
    private static final int BODY_BYTES_MAX = 64 * 1024;
    private static final int REASON_LENGTH_MAX = 500;
    private static final Set<String> FIELDS = Set.of("act", "stage", "reason", "expiresAt", "junctions");
    private static final String ACTS = "HOLD, STEP, FLASH, ALL_RED, LIGHTS_OFF";

    private final SignalField field;
    private final SignalBoard board;
    private final ControllerRegister register;
    private final CommandConfig config;
    private final Clock clock;
    private final ObjectReader strict;

    CommandForm(
            SignalField field,
            SignalBoard board,
            ControllerRegister register,
            CommandConfig config,
            Clock clock,
            ObjectMapper mapper) {
        this.field = field;
        this.board = board;
        this.register = register;
        this.config = config;
        this.clock = clock;
        strict = mapper.reader()
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    }

    /**
     * What one junction is to do.
     *
     * @param design fingerprint of the design that the stage is of; empty for an act of no stage
     */
    public record Target(String junctionId, Act act, Optional<Fingerprint> design) {}

    /** @param name of the act as it was asked for */
    public record Draft(String name, List<Target> targets, String reason, Instant expiresAt) {
        public boolean isDangerous() {
            return targets.get(0).act() instanceof Act.Lamps;
        }
    }

    /**
     * @param junctionId empty where the body names the junctions
     * @throws ProblemException 400 {@code malformed-body}, 413 {@code body-too-large}, 422 {@code unknown-stage},
     *     {@code impossible-time}, {@code too-many-junctions}, 409 {@code no-controller}, {@code junction-not-observed}, and
     *     what {@link SignalField} throws
     */
    public Draft read(Optional<String> junctionId, byte[] body) {
        if (body != null && body.length > BODY_BYTES_MAX) {
            throw new ProblemException(413, "body-too-large", "Body too large", "A command has at most 64 KiB.");
        }
        JsonNode json = parse(body);
        String name = json.path("act").asText("");
        Set<String> ids = junctionId.map(Set::of).orElseGet(() -> junctions(json));
        if (junctionId.isPresent() && json.has("junctions")) {
            throw malformed("the junction stands in the path");
        }
        List<Target> targets =
                ids.stream().map(id -> target(id, act(id, name, json))).toList();
        String reason = json.path("reason").asText("").strip();
        if (reason.isEmpty() || reason.length() > REASON_LENGTH_MAX) {
            throw malformed("reason must have 1 to " + REASON_LENGTH_MAX + " characters");
        }
        Draft draft = new Draft(name, targets, reason, Instant.EPOCH);
        return new Draft(
                name, targets, reason, expiresAt(json, draft.isDangerous() ? config.lampsMax() : config.holdMax()));
    }

    private Target target(String id, Act act) {
        return new Target(id, act, act instanceof Act.Hold ? field.findFingerprint(id) : Optional.empty());
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

    private Set<String> junctions(JsonNode json) {
        JsonNode given = json.path("junctions");
        if (!given.isArray() || given.isEmpty()) {
            throw malformed("junctions must be an array of ids");
        }
        if (given.size() > config.junctionsMax()) {
            throw new ProblemException(
                    422,
                    "too-many-junctions",
                    "Too many junctions",
                    "One act is of at most " + config.junctionsMax() + " junctions.");
        }
        Set<String> ids = new LinkedHashSet<>();
        given.forEach(id -> {
            if (!id.isTextual() || !ids.add(id.asText())) {
                throw malformed("junctions must hold each id once");
            }
        });
        return ids;
    }

    private Act act(String id, String name, JsonNode json) {
        SignalJunction junction = field.getDesign(id);
        register.require(id);
        boolean isHold = name.equals(ActText.HOLD);
        if (!isHold && json.hasNonNull("stage")) {
            throw malformed("stage belongs to the act HOLD");
        }
        return switch (name) {
            case "HOLD" -> new Act.Hold(stage(junction, json.path("stage")));
            case "STEP" -> new Act.Hold(next(junction));
            case "FLASH" -> Act.FLASH;
            case "ALL_RED" -> Act.ALL_RED;
            case "LIGHTS_OFF" -> Act.LIGHTS_OFF;
            default -> throw malformed("act must be one of " + ACTS);
        };
    }

    private static int stage(SignalJunction junction, JsonNode given) {
        if (!given.isIntegralNumber() || !given.canConvertToInt()) {
            throw malformed("stage must be a whole number");
        }
        if (junction.findStage(given.intValue()).isEmpty()) {
            throw new ProblemException(
                    422, "unknown-stage", "Unknown stage", junction.id() + " has no stage " + given.intValue() + ".");
        }
        return given.intValue();
    }

    /** What follows the stage that the junction is seen in, in its plan where that is known. */
    private int next(SignalJunction junction) {
        Instant now = clock.instant();
        int showing = board.find(junction.id())
                .flatMap(SignalState::live)
                .filter(live -> Duration.between(live.asOf(), now).compareTo(config.observedFor()) <= 0)
                .flatMap(SignalState.Live::stage)
                .orElseThrow(() -> new ProblemException(
                        409,
                        "junction-not-observed",
                        "Junction not observed",
                        "Nobody knows in what stage " + junction.id() + " is now: name one to hold."));
        List<Integer> ofPlan = field.findRunningPlan(junction.id())
                .map(plan -> plan.stages().stream().map(StageTime::stage).toList())
                .orElse(List.of());
        List<Integer> chain = ofPlan.contains(showing)
                ? ofPlan
                : junction.stages().stream().map(Stage::number).toList();
        return chain.get((chain.indexOf(showing) + 1) % chain.size());
    }

    private Instant expiresAt(JsonNode json, Duration longest) {
        Instant expiresAt;
        try {
            expiresAt = OffsetDateTime.parse(json.path("expiresAt").asText(""))
                    .toInstant()
                    .truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeParseException e) {
            throw malformed("expiresAt must be a time with an offset, as 2026-11-22T08:00:00+08:00");
        }
        Instant now = clock.instant();
        if (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(longest))) {
            throw new ProblemException(
                    422,
                    "impossible-time",
                    "Impossible time",
                    "It must expire within " + longest.toMinutes() + " minutes of now.");
        }
        return expiresAt;
    }

    private static ProblemException malformed(String what) {
        return new ProblemException(
                400, "malformed-body", "Malformed body", "The command is not as expected: " + what + ".");
    }
}
