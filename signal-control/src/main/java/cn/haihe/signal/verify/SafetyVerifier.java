package cn.haihe.signal.verify;

import cn.haihe.map.city.Junction;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.plan.TimingPlan;
import cn.haihe.signal.timetable.Timetable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds a plan against every {@link Rule}. It knows nothing of who made the plan or how. */
public final class SafetyVerifier {
    private final Limits limits;

    public SafetyVerifier(Limits limits) {
        this.limits = limits;
    }

    /** By what the junction's design says of conflicts and clearances, which is taken as it is. */
    public Verdict verify(SignalJunction junction, TimingPlan plan) {
        return verdict(junction, plan, check(junction, plan));
    }

    /**
     * By the map as well: whether the design itself is safe is judged anew from the geometry of the ways, and what cannot pass
     * is a warning.
     *
     * @param flowPerHour what wants to pass, by movement number
     */
    public Verdict verify(Junction map, SignalJunction junction, TimingPlan plan, Map<Integer, Double> flowPerHour) {
        List<Finding> findings = new ArrayList<>(new DesignCheck(map, junction).check());
        List<Finding> ofPlan = check(junction, plan);
        findings.addAll(ofPlan);
        if (ofPlan.stream().allMatch(finding -> finding.severity() == Severity.WARNING)) {
            findings.addAll(new CapacityCheck(junction, plan, flowPerHour).check());
        }
        return verdict(junction, plan, findings);
    }

    /** What is wrong with a design itself, by the map; empty where nothing is. */
    public List<Finding> checkDesign(Junction map, SignalJunction junction) {
        return new DesignCheck(map, junction).check();
    }

    private List<Finding> check(SignalJunction junction, TimingPlan plan) {
        List<Finding> findings = new ArrayList<>(new FormCheck(limits).check(junction, plan));
        if (findings.isEmpty()) {
            findings.addAll(new GreenCheck(junction, plan).check());
        }
        return findings;
    }

    private static Verdict verdict(SignalJunction junction, TimingPlan plan, List<Finding> findings) {
        List<Finding> warnings = findings.stream()
                .filter(finding -> finding.severity() == Severity.WARNING)
                .toList();
        return warnings.size() == findings.size()
                ? new Verdict.Safe(new VerifiedPlan(junction.id(), plan, warnings))
                : new Verdict.Unsafe(findings);
    }

    /** @param planNumbersHeld of the plans that the junction's controller holds, or will hold before it gets the timetable */
    public TimetableVerdict verify(SignalJunction junction, Set<Integer> planNumbersHeld, Timetable timetable) {
        List<Finding> findings = new TimetableCheck(limits, planNumbersHeld, timetable).check();
        return findings.isEmpty()
                ? new TimetableVerdict.Safe(new VerifiedTimetable(junction.id(), timetable, List.of()))
                : new TimetableVerdict.Unsafe(findings);
    }

    /** By the map as well: empty too where the design itself is not safe, whatever its own table of conflicts says. */
    public Optional<VerifiedStage> findSafeStage(Junction map, SignalJunction junction, int number) {
        return findSafeStage(junction, number).filter(stage -> isSafe(map, junction));
    }

    private static boolean isSafe(Junction map, SignalJunction junction) {
        return new DesignCheck(map, junction)
                .check().stream().allMatch(finding -> finding.severity() == Severity.WARNING);
    }

    /**
     * By the junction's own table of conflicts, which is taken as it is: for networks that come without a map. Empty where the
     * junction has no such stage, or two of its phases conflict.
     */
    public Optional<VerifiedStage> findSafeStage(SignalJunction junction, int number) {
        return junction.findStage(number)
                .filter(stage -> stage.phases()
                        .numbers()
                        .allMatch(phase -> junction.conflicts()
                                .of(phase)
                                .and(stage.phases())
                                .isEmpty()))
                .map(stage -> new VerifiedStage(junction.id(), number));
    }
}
