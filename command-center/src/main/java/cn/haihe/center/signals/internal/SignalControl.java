package cn.haihe.center.signals.internal;

import cn.haihe.center.problem.Problem;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.signals.ControllerRegister;
import cn.haihe.center.signals.DesiredPlan;
import cn.haihe.center.signals.SignalBoard;
import cn.haihe.center.signals.SignalPlans;
import cn.haihe.center.signals.SignalState;
import cn.haihe.center.signals.SignalsConfig;
import cn.haihe.map.city.Junction;
import cn.haihe.signal.deploy.PushOutcome;
import cn.haihe.signal.deploy.PushReport;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.optimise.Webster;
import cn.haihe.signal.optimise.WebsterRules;
import cn.haihe.signal.plan.TimingPlan;
import cn.haihe.signal.verify.Finding;
import cn.haihe.signal.verify.Limits;
import cn.haihe.signal.verify.SafetyVerifier;
import cn.haihe.signal.verify.Verdict;
import cn.haihe.signal.verify.VerifiedPlan;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** Takes a plan from the engineer to the street. */
@ApplicationScoped
public class SignalControl {
    private final SignalDesigns designs;
    private final SignalPlans plans;
    private final SignalGateway gateway;
    private final SignalBoard board;
    private final ControllerRegister register;
    private final SignalsConfig config;
    private final Clock clock;
    private final SafetyVerifier verifier = new SafetyVerifier(Limits.DEFAULT);
    private final Webster webster = new Webster(WebsterRules.DEFAULT);

    SignalControl(
            SignalDesigns designs,
            SignalPlans plans,
            SignalGateway gateway,
            SignalBoard board,
            ControllerRegister register,
            SignalsConfig config,
            Clock clock) {
        this.designs = designs;
        this.plans = plans;
        this.gateway = gateway;
        this.board = board;
        this.register = register;
        this.config = config;
        this.clock = clock;
    }

    /**
     * What Webster's method gives for the flows that are usual on such roads. It has one of two numbers, the one that
     * does not run now, since a running plan is not written over.
     */
    public TimingPlan websterPlan(String junctionId) {
        Junction junction = designs.getJunction(junctionId);
        int number = config.websterPlanNumber();
        boolean runs = board.find(junctionId)
                .flatMap(SignalState::live)
                .flatMap(SignalState.Live::plan)
                .filter(running -> running == number)
                .isPresent();
        return webster.plan(
                junction, designs.getDesign(junctionId), designs.typicalDemand(junction), runs ? number + 1 : number);
    }

    /**
     * Verifies a plan, sends it and proves it.
     *
     * @throws ProblemException 422 {@code unsafe-plan}, 409 {@code no-controller}, and what {@link SignalDesigns} throws
     */
    public Uni<PushReport> push(
            String junctionId, TimingPlan plan, DesiredPlan.Origin origin, String reason, String by) {
        VerifiedPlan verified = verify(designs.getDesign(junctionId), plan);
        if (register.find(junctionId).isEmpty()) {
            throw new ProblemException(
                    409, "no-controller", "No controller", "No controller is registered for " + junctionId + ".");
        }
        DesiredPlan push =
                new DesiredPlan(0, junctionId, plan, origin, reason, by, clock.instant(), DesiredPlan.Outcome.PENDING);
        return plans.begin(push)
                .chain(begun -> gateway.push(verified).call(report -> plans.end(begun, outcome(report.outcome()))));
    }

    private VerifiedPlan verify(SignalJunction junction, TimingPlan plan) {
        Verdict verdict = verifier.verify(junction, plan);
        if (verdict instanceof Verdict.Safe safe) {
            return safe.plan();
        }
        List<Finding> findings = ((Verdict.Unsafe) verdict).findings();
        throw new ProblemException(Problem.of(
                        422,
                        "unsafe-plan",
                        "Unsafe plan",
                        "The plan breaks " + findings.size() + " rules; nothing was sent.")
                .with("findings", findings));
    }

    private static DesiredPlan.Outcome outcome(PushOutcome outcome) {
        return switch (outcome) {
            case PROVEN -> DesiredPlan.Outcome.PROVEN;
            case UNCONFIRMED -> DesiredPlan.Outcome.UNCONFIRMED;
            case REFUSED -> DesiredPlan.Outcome.REFUSED;
        };
    }
}
