package cn.haihe.center.signals.internal;

import cn.haihe.center.signals.DesiredPlan;
import cn.haihe.center.signals.JunctionHold;
import cn.haihe.center.signals.JunctionHolds;
import cn.haihe.center.signals.LampSchedule;
import cn.haihe.center.signals.SignalBoard;
import cn.haihe.center.signals.SignalControl;
import cn.haihe.center.signals.SignalPlans;
import cn.haihe.center.signals.SignalState;
import cn.haihe.map.city.Approach;
import cn.haihe.map.city.Junction;
import cn.haihe.map.city.Movement;
import cn.haihe.map.city.Names;
import cn.haihe.map.traffic.Age;
import cn.haihe.map.traffic.Grade;
import cn.haihe.signal.fieldbus.Communication;
import cn.haihe.signal.fieldbus.ControlMode;
import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.PhaseKind;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.plan.Occurrence;
import cn.haihe.signal.plan.StageTime;
import cn.haihe.signal.plan.TimingPlan;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Signals in the form of the contract. */
@ApplicationScoped
public class SignalViews {
    private final SignalBoard board;
    private final SignalPlans plans;
    private final List<JunctionHolds> holds;
    private final List<LampSchedule> lamps;
    private final Clock clock;

    SignalViews(
            SignalBoard board,
            SignalPlans plans,
            @All List<JunctionHolds> holds,
            @All List<LampSchedule> lamps,
            Clock clock) {
        this.lamps = lamps;
        this.board = board;
        this.plans = plans;
        this.holds = holds;
        this.clock = clock;
    }

    /**
     * @param position longitude, latitude
     * @param mode null, with all behind it, where nothing is known or it is too old
     * @param control what steers it, as its controller shows it; {@code UNKNOWN} where nothing is known
     * @param controlledBy who has it; null where it goes by a plan, and where nobody here knows
     * @param planNumber null too where none runs
     * @param stage null too in all red and while flashing
     */
    public record Listed(
            String id,
            Names names,
            double[] position,
            Communication communication,
            ControlMode mode,
            SignalControl control,
            String controlledBy,
            Integer planNumber,
            Integer stage,
            Instant asOf,
            Long ageSeconds,
            Grade grade) {}

    /** @param conflictsWith numbers of the phases that must not have green beside it */
    public record PhaseView(
            int number,
            PhaseKind kind,
            int approach,
            List<Integer> movements,
            int minGreenSeconds,
            int greenFlashSeconds,
            int amberSeconds,
            List<Integer> conflictsWith) {}

    public record StageView(int number, List<Integer> phases) {}

    /** @param onDemand null for a stage that comes in each cycle */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PlanStage(int stage, int seconds, Boolean onDemand) {
        static PlanStage of(StageTime time) {
            return new PlanStage(
                    time.stage(), time.seconds(), time.occurrence() == Occurrence.ON_DEMAND ? Boolean.TRUE : null);
        }
    }

    public record Plan(int number, int cycleSeconds, int offsetSeconds, List<PlanStage> stages) {}

    public record Desired(
            Plan plan, String origin, String reason, String pushedBy, Instant pushedAt, DesiredPlan.Outcome outcome) {}

    /** @param desired null where no plan was sent yet */
    public record Detailed(
            Listed signal,
            List<Approach> approaches,
            List<Movement> movements,
            List<PhaseView> phases,
            List<StageView> stages,
            Desired desired) {}

    public Listed listed(Junction junction) {
        Optional<SignalState> state = board.find(junction.id());
        Optional<SignalState.Live> live = state.flatMap(SignalState::live);
        Optional<JunctionHold> hold = holds.stream()
                .flatMap(room -> room.findHold(junction.id()).stream())
                .findFirst();
        Optional<ControlMode> lampsNow = plans.findDesired(junction.id()).isPresent()
                ? Optional.empty()
                : lamps.stream()
                        .flatMap(room -> room.findLampsNow(junction.id()).stream())
                        .findFirst();
        SignalControl control = SignalControl.of(live, hold, lampsNow);
        return new Listed(
                junction.id(),
                junction.names(),
                new double[] {junction.position().lon(), junction.position().lat()},
                state.map(SignalState::communication).orElse(Communication.UNKNOWN),
                live.map(SignalState.Live::mode).orElse(null),
                control,
                hold.filter(known -> control.name().equals(known.kind().name()))
                        .map(JunctionHold::by)
                        .orElse(null),
                live.flatMap(SignalState.Live::plan).orElse(null),
                live.flatMap(SignalState.Live::stage).orElse(null),
                live.map(SignalState.Live::asOf).orElse(null),
                live.map(l -> Age.seconds(l.asOf(), clock.instant())).orElse(null),
                live.map(SignalState.Live::grade).orElse(null));
    }

    public Detailed detailed(Junction junction, SignalJunction design) {
        return new Detailed(
                listed(junction),
                junction.approaches(),
                junction.movements(),
                design.phases().stream().map(phase -> phase(phase, design)).toList(),
                design.stages().stream()
                        .map(stage -> new StageView(
                                stage.number(), stage.phases().numbers().boxed().toList()))
                        .toList(),
                plans.findDesired(junction.id()).map(SignalViews::desired).orElse(null));
    }

    private static PhaseView phase(Phase phase, SignalJunction design) {
        return new PhaseView(
                phase.number(),
                phase.kind(),
                phase.approach(),
                phase.movements(),
                phase.minGreenSeconds(),
                phase.greenFlashSeconds(),
                phase.amberSeconds(),
                design.conflicts().of(phase.number()).numbers().boxed().toList());
    }

    public static Desired desired(DesiredPlan desired) {
        return new Desired(
                plan(desired.plan()),
                desired.origin(),
                desired.reason(),
                desired.pushedBy(),
                desired.pushedAt(),
                desired.outcome());
    }

    public static Plan plan(TimingPlan plan) {
        return new Plan(
                plan.number(),
                plan.cycleSeconds(),
                plan.offsetSeconds(),
                plan.stages().stream().map(PlanStage::of).toList());
    }
}
