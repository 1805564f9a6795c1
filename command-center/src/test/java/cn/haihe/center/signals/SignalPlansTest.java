package cn.haihe.center.signals;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.center.signals.DesiredPlan.Outcome;
import cn.haihe.signal.plan.StageTime;
import cn.haihe.signal.plan.TimingPlan;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the centre wants in force, whatever the order in which pushes to one junction begin and end. */
@QuarkusTest
class SignalPlansTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    SignalPlans plans;

    private final String junctionId = "j-" + UUID.randomUUID();

    @Test
    void aRefusedPushBringsBackWhatCameOfTheOneBefore() {
        DesiredPlan first = begin(1);
        DesiredPlan second = begin(2);
        end(first, Outcome.PROVEN);
        assertDesired(2, Outcome.PENDING);
        end(second, Outcome.REFUSED);
        assertDesired(1, Outcome.PROVEN);
    }

    @Test
    void twoRefusedPushesLeaveTheOneThatWasNot() {
        DesiredPlan first = begin(1);
        end(first, Outcome.UNCONFIRMED);
        DesiredPlan second = begin(2);
        DesiredPlan third = begin(3);
        end(second, Outcome.REFUSED);
        end(third, Outcome.REFUSED);
        assertDesired(1, Outcome.UNCONFIRMED);
    }

    @Test
    void nothingIsDesiredWhereEveryPushWasRefused() {
        end(begin(1), Outcome.REFUSED);
        assertThat(plans.findDesired(junctionId)).isEmpty();
    }

    private DesiredPlan begin(int number) {
        TimingPlan plan = new TimingPlan(number, 60, 0, List.of(StageTime.fixed(1, 30), StageTime.fixed(2, 30)));
        return plans.begin(new DesiredPlan(
                        0, junctionId, plan, DesiredPlan.Origin.GIVEN, "", "engineer", Instant.now(), Outcome.PENDING))
                .await()
                .atMost(PATIENCE);
    }

    private void end(DesiredPlan push, Outcome outcome) {
        plans.end(push, outcome).await().atMost(PATIENCE);
    }

    private void assertDesired(int number, Outcome outcome) {
        DesiredPlan desired = plans.findDesired(junctionId).orElseThrow();
        assertThat(desired.plan().number()).isEqualTo(number);
        assertThat(desired.outcome()).isEqualTo(outcome);
    }
}
