package cn.haihe.signal.adaptive;

import cn.haihe.signal.adaptive.AdaptiveState.Mode;
import cn.haihe.signal.fieldbus.ControlMode;
import cn.haihe.signal.fieldbus.DetectorReading;
import cn.haihe.signal.fieldbus.FieldBus;
import cn.haihe.signal.fieldbus.FieldStatus;
import cn.haihe.signal.fieldbus.JunctionCommand;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.junction.Stage;
import cn.haihe.signal.verify.SafetyVerifier;
import cn.haihe.signal.verify.VerifiedStage;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The adaptive control of one junction over the field bus. At most one of its seconds is under way at a time. */
final class AdaptiveJunction {
    /** After so long without detectors the junction goes back to its own plan. */
    static final int BLIND_SECONDS = 60;
    /** So often in a row may a controller take a command and not do it. */
    static final int MOST_DISOBEYED = 3;
    /** Beyond what the controller's own least green and transition take. */
    static final int OBEY_MARGIN_SECONDS = 10;
    /** After so long a junction that did not obey is tried anew. */
    static final int AGAIN_SECONDS = 600;

    private static final Logger LOG = LoggerFactory.getLogger(AdaptiveJunction.class);
    private static final String BLIND = "no detectors for more than " + BLIND_SECONDS + " s";
    private static final String DOES_NOT_FOLLOW = "the controller takes commands and does not follow them";
    private static final Set<ControlMode> MAY_COMMAND = Set.of(ControlMode.CENTER, ControlMode.LOCAL);
    private static final double PERCENT = 100;
    private static final double METRES_OF_VEHICLE = 4.5;
    /** A vehicle and the gap before it. */
    private static final double METRES_IN_QUEUE = 7;

    private final FieldBus bus;
    private final AdaptiveSite site;
    private final String id;
    private final JunctionControl control;
    private final Set<Integer> detectors = new TreeSet<>();
    private final Map<Integer, VerifiedStage> stages = new HashMap<>();
    private final int obeySeconds;
    private final AtomicBoolean busy = new AtomicBoolean();
    /** Only of one that is watched and not commanded. */
    private final Optional<ShadowTwin> twin;

    private Optional<Integer> stage = Optional.empty();
    private Optional<Integer> wanted = Optional.empty();
    /** What was commanded and is not seen yet; of a command that is repeated, the first counts. */
    private Optional<Order> order = Optional.empty();

    private int disobeyed;
    private Optional<Instant> givenUp = Optional.empty();
    private Instant stageSince;
    private Instant seenAt;
    private boolean released;
    private volatile boolean ended;
    private long commands;
    private long failures;
    private Optional<String> reason = Optional.empty();
    private volatile AdaptiveState state;

    private record Order(int stage, Instant at) {}

    AdaptiveJunction(FieldBus bus, SafetyVerifier verifier, AdaptiveSite site, Instant now, boolean acts) {
        this.bus = bus;
        this.site = site;
        id = site.junction().id();
        control = new JunctionControl(site);
        twin = acts ? Optional.empty() : Optional.of(new ShadowTwin(site));
        site.zones().forEach(zone -> detectors.add(zone.detector()));
        for (Stage one : site.junction().stages()) {
            VerifiedStage verified = findSafe(verifier, site, one.number())
                    .orElseThrow(() -> new IllegalArgumentException(id + ": stage " + one.number() + " is not safe"));
            stages.put(one.number(), verified);
        }
        obeySeconds = obeySeconds(site.junction());
        stageSince = now;
        seenAt = now;
        publish(Mode.ADAPTIVE, now);
    }

    private static Optional<VerifiedStage> findSafe(SafetyVerifier verifier, AdaptiveSite site, int stage) {
        return site.map()
                .map(map -> verifier.findSafeStage(map, site.junction(), stage))
                .orElseGet(() -> verifier.findSafeStage(site.junction(), stage));
    }

    private static int obeySeconds(SignalJunction junction) {
        int transition = 0;
        for (Stage from : junction.stages()) {
            for (Stage to : junction.stages()) {
                transition = Math.max(transition, junction.transitionSeconds(from.phases(), to.phases()));
            }
        }
        int green = junction.phases().stream()
                .mapToInt(Phase::minGreenSeconds)
                .max()
                .orElse(0);
        return green + transition + OBEY_MARGIN_SECONDS;
    }

    AdaptiveState state() {
        return state;
    }

    boolean acts() {
        return twin.isEmpty();
    }

    Optional<ShadowComparison> comparison() {
        return twin.map(ShadowTwin::comparison);
    }

    Future<Void> second(Instant now) {
        if (!busy.compareAndSet(false, true)) {
            return Future.succeededFuture();
        }
        Future<Outcome<FieldStatus>> status = bus.poll(id);
        Future<Outcome<List<DetectorReading>>> seen = bus.readDetectors(id, detectors);
        return Future.join(status, seen)
                .compose(both -> decide(status.result(), seen.result(), now))
                .recover(failed -> stumble(failed, now))
                .onComplete(done -> busy.set(false));
    }

    private Future<Void> decide(Outcome<FieldStatus> status, Outcome<List<DetectorReading>> readings, Instant now) {
        Optional<List<ZoneSight>> sights = sights(readings);
        if (!isTrusted()) {
            sights.ifPresent(control::watch);
        }
        sights = sights.filter(any -> isTrusted());
        if (!(status instanceof Outcome.Done<FieldStatus> told)) {
            failures++;
            return settle(now, "the controller does not answer");
        }
        follow(told.value(), now);
        if (!MAY_COMMAND.contains(told.value().mode())) {
            return standBack(told.value().mode(), now);
        }
        if (twin.isPresent()) {
            return watch(twin.get(), sights, now);
        }
        judge(now);
        if (givenUp.isPresent()) {
            sights.ifPresent(control::watch);
            sights.ifPresent(any -> seenAt = now);
            return released ? settle(now, DOES_NOT_FOLLOW) : giveBack(now, DOES_NOT_FOLLOW);
        }
        long blindSeconds = sights.isPresent() ? 0 : blindSeconds(now);
        if (blindSeconds > BLIND_SECONDS) {
            return released ? settle(now, "no detectors for " + blindSeconds + " s") : giveBack(now, BLIND);
        }
        if (stage.isEmpty() || !stages.containsKey(stage.get())) {
            return settle(now, "the controller shows no stage");
        }
        boolean leaving = wanted.isPresent() && !wanted.equals(stage);
        int green = leaving ? -1 : (int) Duration.between(stageSince, now).toSeconds() + 1;
        int choice = control.choose(sights, stage.get(), green);
        sights.ifPresent(any -> seenAt = now);
        reason = sights.isPresent() ? Optional.empty() : Optional.of("no detectors for " + blindSeconds + " s");
        if (leaving || wanted.filter(held -> held == choice).isPresent()) {
            return settle(now);
        }
        return hold(choice, now);
    }

    /** A stage that comes on the way to the wanted one is a beginning, so time counts from it anew. */
    private void judge(Instant now) {
        givenUp = givenUp.filter(at -> Duration.between(at, now).toSeconds() < AGAIN_SECONDS);
        if (order.isEmpty() || givenUp.isPresent()) {
            return;
        }
        if (stage.filter(shown -> shown == order.get().stage()).isPresent()) {
            order = Optional.empty();
            disobeyed = 0;
            return;
        }
        Instant since = order.get().at().isAfter(stageSince) ? order.get().at() : stageSince;
        if (Duration.between(since, now).toSeconds() <= obeySeconds) {
            return;
        }
        failures++;
        disobeyed++;
        LOG.warn(
                "{} took the command for stage {} and does not follow it",
                id,
                order.get().stage());
        order = Optional.empty();
        wanted = Optional.empty();
        if (disobeyed >= MOST_DISOBEYED) {
            disobeyed = 0;
            givenUp = Optional.of(now);
            released = false;
        }
    }

    /** Detectors of which none is believed are none. */
    private boolean isTrusted() {
        return control.distrustedDetectors().size() < detectors.size();
    }

    private Future<Void> watch(ShadowTwin shadow, Optional<List<ZoneSight>> sights, Instant now) {
        if (sights.isEmpty()) {
            shadow.interrupt();
            return settle(now, "no detectors for " + blindSeconds(now) + " s");
        }
        if (stage.isEmpty() || !stages.containsKey(stage.get())) {
            shadow.interrupt();
            return settle(now, "the controller shows no stage");
        }
        control.watch(sights.get());
        seenAt = now;
        reason = Optional.empty();
        wanted = Optional.of(shadow.second(sights.get(), stage.get()));
        return settle(now);
    }

    private long blindSeconds(Instant now) {
        return Duration.between(seenAt, now).toSeconds();
    }

    /** What went wrong in our own work counts as blindness: a stage must not stay because nobody can choose the next. */
    private Future<Void> stumble(Throwable failed, Instant now) {
        failures++;
        LOG.error("a second of adaptive control of {} failed", id, failed);
        if (blindSeconds(now) > BLIND_SECONDS && !released && acts()) {
            return giveBack(now, BLIND).otherwiseEmpty();
        }
        return settle(now, "adaptive control failed: " + failed);
    }

    /** Whoever works it at the cabinet has it; and what put it out of work must not be undone by a held stage. */
    private Future<Void> standBack(ControlMode mode, Instant now) {
        wanted = Optional.empty();
        order = Optional.empty();
        reason = Optional.of("the controller is in " + mode);
        publish(Mode.RELEASED, now);
        return Future.succeededFuture();
    }

    private void follow(FieldStatus told, Instant now) {
        if (!told.stage().equals(stage)) {
            stage = told.stage();
            stageSince = now;
        }
        boolean runsByItself = told.mode() != ControlMode.CENTER || told.plan().isPresent();
        if (runsByItself) {
            wanted = Optional.empty();
        }
    }

    private Future<Void> hold(int choice, Instant now) {
        if (ended) {
            return settle(now, "somebody else has the junction");
        }
        return bus.command(new JunctionCommand.HoldStage(stages.get(choice), JunctionCommand.Purpose.ADAPTIVE))
                .compose(outcome -> {
                    if (outcome instanceof Outcome.Done) {
                        wanted = Optional.of(choice);
                        order = order.filter(held -> held.stage() == choice)
                                .or(() -> Optional.of(new Order(choice, now)));
                        released = false;
                        commands++;
                        return settle(now);
                    }
                    failures++;
                    return settle(now, "the controller did not take a command: " + outcome);
                });
    }

    private Future<Void> giveBack(Instant now, String why) {
        if (ended) {
            return settle(now, "somebody else has the junction");
        }
        return bus.command(new JunctionCommand.Release(id)).compose(outcome -> {
            released = outcome instanceof Outcome.Done;
            wanted = Optional.empty();
            order = Optional.empty();
            return settle(now, why);
        });
    }

    /** From now on it commands nothing, not even where a second is under way. */
    void end() {
        ended = true;
    }

    /** Gives it back, unless it is out of work or worked by hand: a command would take it out of that. */
    static Future<Boolean> release(FieldBus bus, String id, boolean wasTaken, Set<String> givenBack) {
        return bus.poll(id).compose(status -> {
            if (!(status instanceof Outcome.Done<FieldStatus> told)) {
                return wasTaken ? sendRelease(bus, id, givenBack) : Future.succeededFuture(false);
            }
            ControlMode mode = told.value().mode();
            if (mode != ControlMode.CENTER_MANUAL && !MAY_COMMAND.contains(mode)) {
                return Future.succeededFuture(false);
            }
            boolean runsPlanOfCentre =
                    mode == ControlMode.CENTER && told.value().plan().isPresent();
            boolean isBack = mode == ControlMode.LOCAL
                    || mode == ControlMode.CENTER_MANUAL
                    || runsPlanOfCentre && givenBack.contains(id);
            boolean isOfHand = mode == ControlMode.CENTER_MANUAL;
            return wasTaken && !isOfHand || !isBack ? sendRelease(bus, id, givenBack) : Future.succeededFuture(true);
        });
    }

    private static Future<Boolean> sendRelease(FieldBus bus, String id, Set<String> givenBack) {
        return bus.command(new JunctionCommand.Release(id)).map(outcome -> {
            if (outcome instanceof Outcome.Done) {
                givenBack.add(id);
            }
            return false;
        });
    }

    private Future<Void> settle(Instant now, String why) {
        reason = Optional.of(why);
        return settle(now);
    }

    private Future<Void> settle(Instant now) {
        Mode mode = reason.isEmpty() ? Mode.ADAPTIVE : released ? Mode.RELEASED : Mode.LAST_FLOWS;
        publish(mode, now);
        return Future.succeededFuture();
    }

    private void publish(Mode mode, Instant now) {
        state = new AdaptiveState(
                id, mode, stage, wanted, commands, failures, control.distrustedDetectors(), reason, now);
    }

    /** Empty unless every zone was told of. */
    private Optional<List<ZoneSight>> sights(Outcome<List<DetectorReading>> outcome) {
        if (!(outcome instanceof Outcome.Done<List<DetectorReading>> done)) {
            failures++;
            return Optional.empty();
        }
        Map<Integer, DetectorReading> byNumber = new HashMap<>();
        done.value().forEach(reading -> byNumber.put(reading.detector(), reading));
        List<ZoneSight> sights = new ArrayList<>();
        for (DetectorZone zone : site.zones()) {
            Optional<ZoneSight> sight =
                    Optional.ofNullable(byNumber.get(zone.detector())).flatMap(told -> sight(zone, told));
            if (sight.isEmpty()) {
                return Optional.empty();
            }
            sights.add(sight.get());
        }
        return Optional.of(sights);
    }

    private static Optional<ZoneSight> sight(DetectorZone zone, DetectorReading told) {
        double passed = (double) told.flowVehicles().orElse(0) / zone.periodSeconds();
        Optional<Double> vehicles = switch (zone.measure()) {
            case COVER ->
                told.occupancyPercent().map(percent -> percent / PERCENT * zone.lengthMetres() / METRES_OF_VEHICLE);
            case QUEUE -> told.queueMetres().map(metres -> zone.lanes().size() * metres / METRES_IN_QUEUE);
        };
        return vehicles.map(seen -> new ZoneSight(zone.detector(), seen, passed));
    }
}
