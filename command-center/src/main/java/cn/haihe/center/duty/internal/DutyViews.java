package cn.haihe.center.duty.internal;

import cn.haihe.center.bus.LiveBus;
import cn.haihe.center.duty.Duty;
import cn.haihe.center.duty.DutyConfig;
import cn.haihe.center.duty.Passage;
import cn.haihe.center.duty.SignalWays;
import cn.haihe.map.traffic.Grade;
import cn.haihe.signal.priority.Crossing;
import cn.haihe.signal.priority.CrossingState;
import cn.haihe.signal.priority.Progress;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.LineString;

/** Duties in the form of the contract. */
@ApplicationScoped
public class DutyViews {
    private final DutyRunner runner;
    private final DutyConfig config;
    private final Clock clock;

    DutyViews(DutyRunner runner, DutyConfig config, Clock clock) {
        this.runner = runner;
        this.config = config;
        this.clock = clock;
    }

    public record Line(String type, double[][] coordinates) {}

    /** @param onWay false where it was seen last beside its way; {@code stale} where nothing is held for it any more */
    public record Vehicle(
            double[] position,
            double speedKmh,
            Instant asOf,
            long ageSeconds,
            Grade grade,
            boolean stale,
            boolean onWay,
            Double metresAlong) {}

    /** @param provenAt null until the junction was seen in its plan again, every stage served */
    public record Return(Instant releasedAt, Instant deadline, Instant provenAt, boolean late) {}

    /**
     * @param green whether it has green for the vehicle now; false when the duty is over
     * @param greenAtStopLine whether it had when the vehicle came there; null before
     * @param designChanged the junction is made otherwise since the way was found: it is left alone
     * @param recovery null where it was not taken from its plan, or still is
     */
    public record Junction(
            String junctionId,
            int movement,
            double stopLineMetres,
            CrossingState.Phase phase,
            Instant arrivalAt,
            Instant askedSince,
            boolean green,
            Boolean greenAtStopLine,
            boolean designChanged,
            Return recovery) {}

    /** @param vehicle null while it is not active, and where nobody knows where it is */
    public record Shown(
            String id,
            Duty.Kind kind,
            String name,
            String terminal,
            String reason,
            double cruiseKmh,
            Duty.State state,
            Line way,
            Vehicle vehicle,
            List<Junction> junctions,
            String createdBy,
            Instant createdAt,
            String startedBy,
            String approvedBy,
            Instant startedAt,
            Instant expiresAt,
            Instant endedAt,
            String endedWhy,
            Long approval) {}

    public record Page(List<Shown> duties, String nextCursor) {}

    /** @param junctions with signals on the way */
    public record Preview(Line way, double distanceMetres, double durationSeconds, List<Crossing> junctions) {}

    public static Preview preview(SignalWays.Way way) {
        return new Preview(line(way.line()), way.distanceMetres(), way.durationSeconds(), way.crossings());
    }

    public Shown shown(Duty duty) {
        return shown(duty, Optional.empty());
    }

    public Shown shown(Duty stored, Optional<Long> approval) {
        Optional<Run> run = runner.find(stored.number());
        Duty duty = run.map(active -> active.duty).orElse(stored);
        return new Shown(
                duty.id(),
                duty.kind(),
                duty.name(),
                duty.vehicle(),
                duty.reason(),
                duty.cruiseKmh(),
                stored.state(),
                line(duty.line()),
                run.filter(active -> stored.state() == Duty.State.ACTIVE)
                        .flatMap(this::vehicle)
                        .orElse(null),
                junctions(duty, run, stored.endedAt().isPresent()),
                duty.createdBy(),
                duty.createdAt(),
                stored.startedBy().orElse(null),
                stored.approvedBy().orElse(null),
                stored.startedAt().orElse(null),
                duty.expiresAt(),
                stored.endedAt().orElse(null),
                stored.endedWhy().orElse(null),
                approval.orElse(null));
    }

    private Optional<Vehicle> vehicle(Run run) {
        return run.seen().map(live -> vehicle(run, live));
    }

    private Vehicle vehicle(Run run, LiveBus live) {
        return new Vehicle(
                new double[] {
                    live.position().position().lon(), live.position().position().lat()
                },
                live.position().speedKmh(),
                live.position().deviceTime(),
                live.ageSeconds(),
                live.grade(),
                live.ageSeconds() > config.staleAfter().toSeconds(),
                run.besideSince().isEmpty(),
                run.progress().map(Progress::metres).orElse(null));
    }

    private List<Junction> junctions(Duty duty, Optional<Run> run, boolean isOver) {
        List<CrossingState> states = run.map(active -> active.escort.states()).orElse(List.of());
        List<Passage> passages = run.map(Run::passages).orElse(duty.passages());
        List<Junction> junctions = new ArrayList<>();
        for (int i = 0; i < duty.crossings().size(); i++) {
            Crossing crossing = duty.crossings().get(i);
            Optional<CrossingState> state = i < states.size() ? Optional.of(states.get(i)) : Optional.empty();
            Optional<Passage> passage = i < passages.size() ? Optional.of(passages.get(i)) : Optional.empty();
            junctions.add(new Junction(
                    crossing.junctionId(),
                    crossing.movement(),
                    Math.round(crossing.stopLineMetres() * 10) / 10.0,
                    passage.map(Passage::phase).orElse(null),
                    state.flatMap(CrossingState::arrivalAt).orElse(null),
                    state.flatMap(CrossingState::askedSince).orElse(null),
                    !isOver && runner.hasGreen(duty, crossing),
                    passage.flatMap(Passage::greenAtLine).orElse(null),
                    !isOver && runner.hasChanged(duty, crossing.junctionId()),
                    passage.flatMap(Passage::recovery).map(this::recovery).orElse(null)));
        }
        return junctions;
    }

    private Return recovery(Passage.Recovery recovery) {
        return new Return(
                recovery.releasedAt(),
                recovery.deadline(),
                recovery.provenAt().orElse(null),
                recovery.isLate(clock.instant()));
    }

    private static Line line(LineString line) {
        return new Line(
                "LineString",
                Arrays.stream(line.getCoordinates())
                        .map(c -> new double[] {c.x, c.y})
                        .toArray(double[][]::new));
    }
}
