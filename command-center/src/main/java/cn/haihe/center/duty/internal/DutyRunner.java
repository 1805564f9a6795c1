package cn.haihe.center.duty.internal;

import cn.haihe.center.bus.LiveBus;
import cn.haihe.center.bus.LiveBuses;
import cn.haihe.center.command.CommandState;
import cn.haihe.center.command.JunctionClaims;
import cn.haihe.center.duty.Duty;
import cn.haihe.center.duty.DutyConfig;
import cn.haihe.center.duty.SignalWays;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.signals.Fingerprint;
import cn.haihe.center.signals.InCharge;
import cn.haihe.center.signals.SignalBoard;
import cn.haihe.center.signals.SignalField;
import cn.haihe.center.signals.SignalState;
import cn.haihe.map.geo.LonLat;
import cn.haihe.map.traffic.Grade;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.priority.Crossing;
import cn.haihe.signal.priority.Escort;
import cn.haihe.signal.priority.EscortRules;
import cn.haihe.signal.priority.PassTiming;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.locationtech.jts.geom.Coordinate;

/** Follows each active duty by its vehicle's position, once a second, and claims the junctions before it. */
@ApplicationScoped
class DutyRunner {
    private static final Logger LOG = Logger.getLogger(DutyRunner.class);

    private static final int FINISHED_MAX = 100;
    /** How long junctions are watched on their way back from a duty that is over. */
    static final Duration WATCHED_AFTER = Duration.ofMinutes(30);

    private final LiveBuses vehicles;
    private final JunctionClaims claims;
    private final SignalField field;
    private final SignalBoard board;
    private final Ways ways;
    private final DutyStore store;
    private final DutyConfig config;
    private final InCharge charge;
    private final Clock clock;
    private final EscortRules rules;
    private final Map<Long, Run> runs = new ConcurrentHashMap<>();
    /** Those whose junctions may still be on their way back among them. */
    private final Map<Long, Run> finished = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Run> eldest) {
            return size() > FINISHED_MAX;
        }
    };

    private final Map<Long, Instant> wayFoundAt = new ConcurrentHashMap<>();
    private volatile BiConsumer<Duty, String> ender = (duty, why) -> {};

    DutyRunner(
            LiveBuses vehicles,
            JunctionClaims claims,
            SignalField field,
            SignalBoard board,
            Ways ways,
            DutyStore store,
            DutyConfig config,
            InCharge charge,
            Clock clock) {
        this.vehicles = vehicles;
        this.claims = claims;
        this.field = field;
        this.board = board;
        this.ways = ways;
        this.store = store;
        this.config = config;
        this.charge = charge;
        this.clock = clock;
        rules = new EscortRules(
                (int) config.queue().toSeconds(),
                (int) config.margin().toSeconds(),
                (int) config.staleAfter().toSeconds(),
                (int) config.heldMax().toSeconds(),
                (int) config.rest().toSeconds(),
                EscortRules.DEFAULT.passedMetres());
    }

    /** Who is told that a duty is over: called on the thread of the turn. */
    void onEnd(BiConsumer<Duty, String> newEnder) {
        ender = newEnder;
    }

    void begin(Duty duty) {
        runs.put(duty.number(), new Run(duty, rules));
        hide();
    }

    /** Its junctions go back to their plans. */
    void end(Duty duty) {
        Run over = runs.remove(duty.number());
        if (over != null) {
            over.end(clock.instant());
            keepFinished(duty, over);
        }
        wayFoundAt.remove(duty.number());
        claims.replace(duty.id(), Map.of());
        hide();
    }

    /** Of one that ended before the hub did. */
    void watchReturn(Duty duty) {
        keepFinished(duty, new Run(duty, rules));
    }

    private void keepFinished(Duty duty, Run run) {
        synchronized (finished) {
            finished.put(duty.number(), run);
        }
    }

    /** Of an active duty, or of one of the last that ended since the hub started. */
    Optional<Run> find(long number) {
        Run active = runs.get(number);
        if (active != null) {
            return Optional.of(active);
        }
        synchronized (finished) {
            return Optional.ofNullable(finished.get(number));
        }
    }

    private void hide() {
        vehicles.hide(runs.values().stream().map(run -> run.duty.vehicle()).collect(Collectors.toUnmodifiableSet()));
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void turn() {
        if (!charge.isOurs()) {
            return;
        }
        Instant now = clock.instant();
        for (Run run : runs.values()) {
            try {
                turn(run, now);
            } catch (RuntimeException e) {
                LOG.errorf(e, "duty %s could not be followed", run.duty.id());
            }
        }
        List<Run> watched = new ArrayList<>(runs.values());
        synchronized (finished) {
            watched.addAll(finished.values());
        }
        watched.stream()
                .filter(run -> run.overAt().orElse(now).plus(WATCHED_AFTER).isAfter(now))
                .forEach(run -> watch(run, now));
    }

    private void watch(Run run, Instant now) {
        run.noteReturns(id -> claims.find(id).flatMap(CommandState::recovery), now);
        if (run.hasNewPassages()) {
            store.putPassages(run.duty.number(), List.copyOf(run.passages()))
                    .subscribe()
                    .with(
                            done -> {},
                            failure -> LOG.warnf("what became of %s is not stored: %s", run.duty.id(), failure));
        }
    }

    private void turn(Run run, Instant now) {
        if (!now.isBefore(run.duty.expiresAt())) {
            ender.accept(run.duty, "its time is over");
            return;
        }
        boolean isOfAnotherMap = !run.duty.crossings().isEmpty()
                && run.duty.crossings().stream().allMatch(crossing -> hasChanged(run.duty, crossing.junctionId()));
        if (isOfAnotherMap) {
            ender.accept(run.duty, "design-changed: every junction on the way is made otherwise since a new map came");
            return;
        }
        Optional<LiveBus> vehicle = vehicles.find(run.duty.vehicle());
        run.see(vehicle, config.offWayMetres(), now);
        List<Escort.Asked> asked = run.escort.ask(
                run.hasSetOut() ? run.progress() : Optional.empty(), id -> findDesign(run.duty, id), now);
        run.noteEscort(crossing -> hasGreen(run.duty, crossing));
        if (run.hasArrived()) {
            ender.accept(run.duty, "passed");
            return;
        }
        Map<String, JunctionClaims.Worded> byJunction = new HashMap<>();
        // A way that passes a junction twice claims it for the first time first.
        asked.forEach(one -> byJunction.putIfAbsent(
                one.junctionId(),
                new JunctionClaims.Worded(
                        one.claim(),
                        run.duty.startedBy().orElse(run.duty.createdBy()),
                        run.duty.name() + ": " + run.duty.reason())));
        if (runs.get(run.duty.number()) == run) {
            claims.replace(run.duty.id(), byJunction);
        }
        if (run.duty.kind() == Duty.Kind.EMERGENCY) {
            vehicle.ifPresent(seen -> findAnotherWay(run, seen, now));
        }
    }

    /** Empty where movements and stages have other numbers since a new map came: such a junction is left alone, and shown. */
    private Optional<SignalJunction> findDesign(Duty duty, String junctionId) {
        return hasChanged(duty, junctionId) ? Optional.empty() : field.findDesign(junctionId);
    }

    boolean hasChanged(Duty duty, String junctionId) {
        Optional<Fingerprint> said = Optional.ofNullable(duty.designs().get(junctionId));
        return field.hasCity() && !said.equals(field.findFingerprint(junctionId));
    }

    /** Of today, by junction; none of one that has no signals that can be commanded. */
    Map<String, Fingerprint> designs(List<Crossing> crossings) {
        Map<String, Fingerprint> designs = new HashMap<>();
        crossings.forEach(crossing -> field.findFingerprint(crossing.junctionId())
                .ifPresent(design -> designs.put(crossing.junctionId(), design)));
        return designs;
    }

    boolean hasGreen(Duty duty, Crossing crossing) {
        Set<Integer> stages = findDesign(duty, crossing.junctionId())
                .map(junction -> PassTiming.stagesFor(junction, List.of(crossing.movement())))
                .orElse(Set.of());
        return board.find(crossing.junctionId())
                .flatMap(SignalState::live)
                .filter(live -> live.grade() == Grade.B)
                .flatMap(SignalState.Live::stage)
                .filter(stages::contains)
                .isPresent();
    }

    private void findAnotherWay(Run run, LiveBus vehicle, Instant now) {
        boolean isLost = run.besideSince()
                .filter(since -> Duration.between(since, now).toSeconds() >= 3)
                .isPresent();
        Instant lastAt = wayFoundAt.getOrDefault(run.duty.number(), Instant.EPOCH);
        if (!isLost || now.isBefore(lastAt.plus(config.anotherWayAfter()))) {
            return;
        }
        wayFoundAt.put(run.duty.number(), now);
        Coordinate end = run.duty.line().getCoordinateN(run.duty.line().getNumPoints() - 1);
        try {
            SignalWays.Way way = ways.emergency(vehicle.position(), new LonLat(end.x, end.y));
            Duty moved = ways.with(run.duty, way, designs(way.crossings()));
            runs.replace(run.duty.number(), run, new Run(moved, rules));
            store.changeWay(moved)
                    .subscribe()
                    .with(done -> {}, failure -> LOG.warnf("the new way of %s is not stored: %s", moved.id(), failure));
        } catch (ProblemException none) {
            LOG.infof("no other way for %s: %s", run.duty.id(), none.getMessage());
        }
    }
}
