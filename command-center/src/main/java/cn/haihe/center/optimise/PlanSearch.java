package cn.haihe.center.optimise;

import cn.haihe.signal.plan.TimingPlan;
import cn.haihe.signal.verify.Finding;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * A search for better plans, as it stands.
 *
 * @param share of its time that is used, 0 to 1
 * @param tried plans so far
 * @param startDelaySeconds a vehicle by the queue model where the search began: under the running plans, and under first
 *     guesses where none is known; null until it began
 * @param bestDelaySeconds a vehicle under the best plans so far
 * @param result null until it is over
 * @param failure null where there was none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanSearch(
        String id,
        State state,
        List<String> junctions,
        int seconds,
        long seed,
        String requestedBy,
        Instant requestedAt,
        double share,
        long tried,
        Double startDelaySeconds,
        Double bestDelaySeconds,
        Result result,
        String failure) {
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        /** Ended before its time; what was found until then is its result. */
        CANCELLED,
        FAILED
    }

    /**
     * @param withoutRunningPlan junctions whose running plan is not known, or not within what a search may choose
     * @param kept junctions that keep what they show, because no plan within their limits was found
     * @param countedApproaches approaches whose flow was counted when the search began; of the others it is a usual one
     * @param approaches all of them
     */
    public record Result(
            double startDelaySeconds,
            double delaySeconds,
            List<String> withoutRunningPlan,
            List<String> kept,
            int countedApproaches,
            int approaches,
            List<Draft> plans) {}

    /**
     * A plan that the verifier passed, not sent anywhere.
     *
     * @param vehicleHours lost in an hour at this junction under the plan, by the queue model
     * @param runningVehicleHours under the running plans; null where one of them is not known
     * @param warnings what cannot pass with the flows of the search, among others
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Draft(
            String junctionId,
            @JsonIgnore TimingPlan timing,
            double vehicleHours,
            Double runningVehicleHours,
            List<Finding> warnings) {
        /** In the form in which plans are posted. */
        @JsonProperty
        public Plan plan() {
            return new Plan(
                    timing.number(),
                    timing.cycleSeconds(),
                    timing.offsetSeconds(),
                    timing.stages().stream()
                            .map(stage -> new Stage(stage.stage(), stage.seconds()))
                            .toList());
        }
    }

    public record Plan(int number, int cycleSeconds, int offsetSeconds, List<Stage> stages) {}

    public record Stage(int stage, int seconds) {}

    public boolean isOver() {
        return state == State.DONE || state == State.CANCELLED || state == State.FAILED;
    }

    public PlanSearch running(double newShare, long newTried, double start, double best) {
        return new PlanSearch(
                id,
                State.RUNNING,
                junctions,
                seconds,
                seed,
                requestedBy,
                requestedAt,
                newShare,
                newTried,
                start,
                best,
                null,
                null);
    }

    public PlanSearch over(State newState, long newTried, Result newResult) {
        return new PlanSearch(
                id,
                newState,
                junctions,
                seconds,
                seed,
                requestedBy,
                requestedAt,
                1,
                newTried,
                newResult.startDelaySeconds(),
                newResult.delaySeconds(),
                newResult,
                null);
    }

    /** Ended without a result. */
    public PlanSearch ended(State newState, String why) {
        return new PlanSearch(
                id,
                newState,
                junctions,
                seconds,
                seed,
                requestedBy,
                requestedAt,
                share,
                tried,
                startDelaySeconds,
                bestDelaySeconds,
                null,
                why);
    }
}
