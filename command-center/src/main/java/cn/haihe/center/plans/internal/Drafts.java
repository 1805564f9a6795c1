package cn.haihe.center.plans.internal;

import cn.haihe.center.plans.PlanMaker;
import cn.haihe.center.plans.PlanNumbersInUse;
import cn.haihe.center.plans.PlansConfig;
import cn.haihe.center.plans.internal.PlanStore.NumbersKept;
import cn.haihe.center.problem.Problem;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.signals.ControllerRegister;
import cn.haihe.center.signals.Fingerprint;
import cn.haihe.center.signals.MovementFlows;
import cn.haihe.center.signals.SignalBoard;
import cn.haihe.center.signals.SignalField;
import cn.haihe.center.signals.SignalState;
import cn.haihe.map.city.Junction;
import cn.haihe.signal.fieldbus.ControllerBinding;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.plan.TimingPlan;
import cn.haihe.signal.verify.Finding;
import cn.haihe.signal.verify.Limits;
import cn.haihe.signal.verify.SafetyVerifier;
import cn.haihe.signal.verify.Verdict;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes plans by a method, verifies them and compares them with what runs. */
@ApplicationScoped
public class Drafts {
    private static final String GIVEN = "GIVEN";
    private static final String USUAL_METHOD = "WEBSTER";

    private final SignalField field;
    private final SignalBoard board;
    private final DesiredBook book;
    private final ControllerRegister register;
    private final Comparisons comparisons;
    private final List<PlanMaker> makers;
    private final List<PlanNumbersInUse> rooms;
    private final PlansConfig config;
    private final SafetyVerifier verifier = new SafetyVerifier(Limits.DEFAULT);

    Drafts(
            SignalField field,
            SignalBoard board,
            DesiredBook book,
            ControllerRegister register,
            Comparisons comparisons,
            @All List<PlanMaker> makers,
            @All List<PlanNumbersInUse> rooms,
            PlansConfig config) {
        this.field = field;
        this.board = board;
        this.book = book;
        this.register = register;
        this.comparisons = comparisons;
        this.makers = makers;
        this.rooms = rooms;
        this.config = config;
    }

    /**
     * A plan that the verifier passed, and how it compares.
     *
     * @param design fingerprint of the design that it was verified for
     * @param isNumberDrawn whether nobody chose its number
     */
    public record Draft(
            Junction junction,
            TimingPlan plan,
            String origin,
            List<Finding> warnings,
            Comparisons.Comparison comparison,
            Fingerprint design,
            boolean isNumberDrawn) {
        private Draft withNumber(int number) {
            TimingPlan numbered = new TimingPlan(number, plan.cycleSeconds(), plan.offsetSeconds(), plan.stages());
            return new Draft(junction, numbered, origin, warnings, comparison, design, isNumberDrawn);
        }

        private Draft drawn() {
            return new Draft(junction, plan, origin, warnings, comparison, design, true);
        }

        String verified() {
            return warnings.isEmpty()
                    ? "every rule holds"
                    : warnings.stream()
                            .map(finding -> finding.rule() + " at " + finding.place() + ": " + finding.detail())
                            .collect(Collectors.joining("; ", "safe, with warnings: ", ""));
        }

        String compared() {
            return comparison.text();
        }

        String summary() {
            String all = "Plan " + plan.number() + " at " + junction.id() + " "
                    + junction.names().zh() + ": cycle "
                    + plan.cycleSeconds() + " s, offset " + plan.offsetSeconds() + " s, stages "
                    + StageText.of(plan.stages()) + ". "
                    + compared() + ". The verifier: " + verified() + ".";
            return all.substring(0, Math.min(2_000, all.length()));
        }
    }

    /**
     * @throws ProblemException 422 {@code unsafe-plan}, {@code unknown-method}; 409 {@code unsignallable-junction}; 404 {@code
     *     unknown-junction}
     */
    public Draft take(String junctionId, PlanForm.Request request) {
        Junction junction = field.getJunction(junctionId);
        if (request.plan().isPresent()) {
            TimingPlan given = request.plan().get();
            return given.number() == PlanForm.ANY_NUMBER
                    ? check(junction, numbered(junctionId, given), GIVEN).drawn()
                    : check(junction, given, GIVEN);
        }
        PlanMaker maker = getMaker(request.method().orElse(USUAL_METHOD));
        SignalJunction design = field.getDesign(junctionId);
        TimingPlan made = maker.make(junction, design, field.flows(junction), freeNumber(junctionId));
        return check(junction, made, maker.method()).drawn();
    }

    /** A plan that another room made; its number stays where that is free. */
    Draft takeMade(String junctionId, TimingPlan plan, String origin) {
        Junction junction = field.getJunction(junctionId);
        int number = isInUse(junctionId, plan.number()) ? freeNumber(junctionId) : plan.number();
        return check(junction, new TimingPlan(number, plan.cycleSeconds(), plan.offsetSeconds(), plan.stages()), origin)
                .drawn();
    }

    /**
     * With another number where that is of a plan which may still come to the street: a second draft beside the first one, or an
     * approved plan of other hours. Where none is left, with that of a retired one.
     *
     * @throws ProblemException 409 {@code no-free-number}
     */
    Draft besides(Draft draft, NumbersKept kept) {
        if (!draft.isNumberDrawn() || !kept.all().contains(draft.plan().number())) {
            return draft;
        }
        String id = draft.junction().id();
        return findFreeNumber(id, kept.all())
                .or(() -> findFreeNumber(id, kept.soon()))
                .map(draft::withNumber)
                .orElseThrow(() -> noneIsFree(id));
    }

    /** @throws ProblemException 422 {@code unknown-method} */
    PlanMaker getMaker(String method) {
        return makers.stream()
                .filter(maker -> maker.method().equals(method))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        422,
                        "unknown-method",
                        "Unknown method",
                        "Plans are made by "
                                + makers.stream()
                                        .map(PlanMaker::method)
                                        .sorted()
                                        .toList() + "."));
    }

    public Draft check(Junction junction, TimingPlan plan, String origin) {
        SignalJunction design = field.getDesign(junction.id());
        Fingerprint fingerprint = field.findFingerprint(junction.id()).orElseThrow();
        MovementFlows flows = field.flows(junction);
        Verdict verdict = verifier.verify(junction, design, plan, flows.demand().flowPerHour());
        if (verdict instanceof Verdict.Unsafe unsafe) {
            throw new ProblemException(Problem.of(
                            422,
                            "unsafe-plan",
                            "Unsafe plan",
                            "The plan breaks " + unsafe.findings().size() + " rules; nothing was sent.")
                    .with("findings", unsafe.findings()));
        }
        List<Finding> warnings = ((Verdict.Safe) verdict).plan().warnings();
        return new Draft(
                junction,
                plan,
                origin,
                warnings,
                comparisons.compare(junction, design, plan, flows),
                fingerprint,
                false);
    }

    private TimingPlan numbered(String junctionId, TimingPlan plan) {
        return new TimingPlan(freeNumber(junctionId), plan.cycleSeconds(), plan.offsetSeconds(), plan.stages());
    }

    /**
     * One that neither runs nor is wanted, nor does a timetable go by it: the times of such a number are not written over.
     * Junctions of one controller share its numbers, so each of them draws its own.
     *
     * @throws ProblemException 409 {@code no-free-number}
     */
    int freeNumber(String junctionId) {
        return findFreeNumber(junctionId, Set.of()).orElseThrow(() -> noneIsFree(junctionId));
    }

    private static ProblemException noneIsFree(String junctionId) {
        return new ProblemException(
                409,
                "no-free-number",
                "No free number",
                "Every number of a plan that " + junctionId + " may draw is in use: give one yourself.");
    }

    private Optional<Integer> findFreeNumber(String junctionId, Set<Integer> kept) {
        List<String> junctions = ofSameController(junctionId);
        Set<Integer> inUse = inUse(junctions);
        inUse.addAll(kept);
        int number = config.firstNumber() + junctions.indexOf(junctionId);
        while (inUse.contains(number)) {
            number += junctions.size();
        }
        return number > Limits.DEFAULT.maxPlanNumber() ? Optional.empty() : Optional.of(number);
    }

    /** Of today, by junction. */
    Map<String, Fingerprint> designsOfSameController(String junctionId) {
        return ofSameController(junctionId).stream()
                .collect(Collectors.toMap(
                        id -> id, id -> field.findFingerprint(id).orElse(Fingerprint.UNKNOWN)));
    }

    private List<String> ofSameController(String junctionId) {
        return register.find(junctionId)
                .map(own -> register.listAll().stream()
                        .filter(other -> other.controllerId() == own.controllerId())
                        .map(ControllerBinding::junctionId)
                        .sorted()
                        .toList())
                .orElse(List.of(junctionId));
    }

    private boolean isInUse(String junctionId, int number) {
        return inUse(ofSameController(junctionId)).contains(number);
    }

    private Set<Integer> inUse(List<String> junctions) {
        Set<Integer> numbers = new HashSet<>();
        for (String id : junctions) {
            board.find(id)
                    .flatMap(SignalState::live)
                    .flatMap(SignalState.Live::plan)
                    .ifPresent(numbers::add);
            book.find(id).ifPresent(desired -> numbers.add(desired.plan().plan().number()));
            rooms.forEach(room -> numbers.addAll(room.planNumbersOf(id)));
        }
        return numbers;
    }
}
