package cn.haihe.signal.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.signal.fieldbus.ControlMode;
import cn.haihe.signal.fieldbus.FieldStatus;
import cn.haihe.signal.plan.Occurrence;
import cn.haihe.signal.plan.StageTime;
import cn.haihe.signal.plan.TimingPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Streets as a list of stages, each as long as it lasts, looked at every second or so. */
class ProofTest {
    private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");
    private static final TimingPlan PLAN = plan(30, 20, 40);

    private final Proof proof = new Proof(PLAN, DeployRules.DEFAULT);
    private double now;

    @Test
    void twoWholeCyclesProveThePlanAndNothingLess() {
        run(1, 17);
        run(2, 20);
        run(3, 40);
        cycle(30, 20, 40);
        run(1, 30);
        assertThat(proof.isComplete()).isFalse();
        assertThat(proof.seen()).contains("5 stages in a row as planned, 6 are needed");
        run(2, 1);
        assertThat(proof.isComplete()).as(proof.seen()).isTrue();
    }

    /** Else a controller that rebooted runs its own plan until a watch of a quarter of an hour is over. */
    @Test
    void whatRanThePlanAndIsOnItsOwnSinceIsLeftSoon() {
        see(ControlMode.LOCAL, 1, 60);
        assertThat(proof.isLeft()).as("not there yet").isFalse();
        cycle(30, 20, 40);
        see(ControlMode.LOCAL, 1, 2);
        run(1, 30);
        see(ControlMode.LOCAL, 1, 19);
        assertThat(proof.isLeft()).as("for a moment").isFalse();
        see(ControlMode.LOCAL, 1, 3);
        assertThat(proof.isLeft()).isTrue();
        assertThat(proof.seen()).contains("mode LOCAL");
    }

    private void see(ControlMode mode, int plan, int seconds) {
        for (int i = 0; i < seconds; i++) {
            proof.see(new FieldStatus(
                    "j1", mode, Optional.of(plan), Optional.of(1), START.plusMillis(Math.round(now * 1000))));
            now++;
        }
    }

    @Test
    void otherTimesUnderItsNumberProveNothing() {
        for (int i = 0; i < 10; i++) {
            cycle(40, 20, 30);
        }
        assertThat(proof.isComplete()).isFalse();
        assertThat(proof.seen()).contains("planned are");
    }

    @Test
    void anotherOrderOrALeftOutStageProvesNothing() {
        for (int i = 0; i < 10; i++) {
            run(1, 30);
            run(3, 40);
            run(2, 20);
        }
        for (int i = 0; i < 10; i++) {
            run(1, 30);
            run(3, 40);
        }
        assertThat(proof.isComplete()).isFalse();
    }

    /** Each stage within its tolerance, but all of them long: the cycle is another one. */
    @Test
    void aCycleThatDriftsIsNotThePlans() {
        for (int i = 0; i < 10; i++) {
            cycle(32, 22, 42);
        }
        assertThat(proof.isComplete()).isFalse();
    }

    @Test
    void cyclesOfAMoveToTheOffsetDoNotCountAndThoseBehindThemDo() {
        cycle(42, 28, 56);
        cycle(42, 28, 56);
        cycle(35, 20, 40);
        assertThat(proof.isComplete()).isFalse();
        cycle(30, 20, 40);
        cycle(30, 20, 40);
        run(1, 1);
        assertThat(proof.isComplete()).as(proof.seen()).isTrue();
    }

    @Test
    void aBreakBeginsAnew() {
        cycle(30, 20, 40);
        cycle(30, 20, 20);
        see(ControlMode.LOCAL, 3);
        run(3, 19);
        cycle(30, 20, 40);
        run(1, 2);
        assertThat(proof.isComplete()).isFalse();
        run(1, 28);
        run(2, 20);
        run(3, 40);
        run(1, 1);
        assertThat(proof.isComplete()).as(proof.seen()).isTrue();
    }

    @Test
    void whatHappensUnseenProvesNothing() {
        cycle(30, 20, 40);
        run(1, 30);
        now += 90;
        run(2, 20);
        run(3, 40);
        run(1, 5);
        assertThat(proof.isComplete()).isFalse();
    }

    @Test
    void aPlanOfOneStageHasToRunForTwoCycles() {
        Proof still = new Proof(
                new TimingPlan(3, 60, 0, List.of(StageTime.fixed(2, 30), StageTime.fixed(2, 30))), DeployRules.DEFAULT);
        for (int second = 0; second < 120; second++) {
            still.see(status(ControlMode.CENTER, 2, second));
        }
        assertThat(still.isComplete()).isFalse();
        still.see(status(ControlMode.CENTER, 2, 120));
        assertThat(still.isComplete()).isTrue();
    }

    @Property(tries = 200)
    void everyPlanIsProvenHoweverItIsLookedAt(@ForAll long seed) {
        Random random = new Random(seed);
        List<StageTime> chain = new ArrayList<>();
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            chain.add(StageTime.fixed(1 + random.nextInt(3), 8 + random.nextInt(40)));
        }
        int cycle = chain.stream().mapToInt(StageTime::seconds).sum();
        Proof watched = new Proof(new TimingPlan(3, cycle, 0, chain), DeployRules.DEFAULT);
        double at = random.nextDouble() * cycle;
        double end = at + 3.2 * cycle + 30;
        while (at < end) {
            int into = (int) (at % cycle);
            int place = 0;
            while (into >= chain.get(place).seconds()) {
                into -= chain.get(place++).seconds();
            }
            watched.see(status(ControlMode.CENTER, chain.get(place).stage(), at + random.nextDouble() * 0.3));
            at += 0.4 + random.nextDouble() * 2;
        }
        assertThat(watched.isComplete()).as("seed %d: %s", seed, watched.seen()).isTrue();
    }

    /** Each cycle other stages are asked for; one that is left out leaves its time to the one before it. */
    @Property(tries = 200)
    void aPlanWithStagesOnDemandIsProvenWhateverIsAskedFor(@ForAll long seed) {
        Random random = new Random(seed);
        List<StageTime> chain = new ArrayList<>();
        int count = 2 + random.nextInt(4);
        int fixed = random.nextInt(count);
        for (int i = 0; i < count; i++) {
            Occurrence occurrence = i != fixed && random.nextBoolean() ? Occurrence.ON_DEMAND : Occurrence.FIXED;
            chain.add(new StageTime(1 + random.nextInt(4), 8 + random.nextInt(40), occurrence));
        }
        int cycle = chain.stream().mapToInt(StageTime::seconds).sum();
        List<Integer> street = demandStreet(chain, 6, random);
        Proof watched = new Proof(new TimingPlan(3, cycle, 0, chain), DeployRules.DEFAULT);
        for (double at = random.nextDouble() * cycle; at < street.size(); at += 0.4 + random.nextDouble() * 2) {
            watched.see(status(ControlMode.CENTER, street.get((int) at), at + random.nextDouble() * 0.3));
        }
        assertThat(watched.isComplete()).as("seed %d: %s", seed, watched.seen()).isTrue();
    }

    /** The stage of each second. */
    private static List<Integer> demandStreet(List<StageTime> chain, int cycles, Random random) {
        List<Integer> street = new ArrayList<>();
        int running = chain.get(0).stage();
        double asked = random.nextDouble();
        for (int i = 0; i < cycles * chain.size(); i++) {
            StageTime time = chain.get(i % chain.size());
            boolean comes = time.occurrence() == Occurrence.FIXED || random.nextDouble() < asked;
            running = comes ? time.stage() : running;
            for (int second = 0; second < time.seconds(); second++) {
                street.add(running);
            }
        }
        return street;
    }

    @Test
    void ofAPlanWithStagesOnDemandAFixedStageMustComeAndTheCycleBeKept() {
        List<StageTime> chain =
                List.of(StageTime.fixed(1, 30), new StageTime(2, 20, Occurrence.ON_DEMAND), StageTime.fixed(3, 40));
        TimingPlan plan = new TimingPlan(3, 90, 0, chain);
        assertThat(proves(plan, 1, 50, 3, 40)).isTrue();
        assertThat(proves(plan, 1, 30, 2, 20, 3, 40)).isTrue();
        assertThat(proves(plan, 1, 30, 3, 40)).as("another cycle").isFalse();
        assertThat(proves(plan, 1, 40, 3, 50))
                .as("its time given to the wrong one")
                .isFalse();
        assertThat(proves(plan, 1, 30, 2, 60)).as("a fixed stage left out").isFalse();
        assertThat(proves(plan, 1, 51, 3, 41)).as("a cycle that drifts").isFalse();
    }

    private static boolean proves(TimingPlan plan, int... stagesAndSeconds) {
        Proof watched = new Proof(plan, DeployRules.DEFAULT);
        int second = 0;
        for (int cycle = 0; cycle < 8; cycle++) {
            for (int i = 0; i < stagesAndSeconds.length; i += 2) {
                for (int s = 0; s < stagesAndSeconds[i + 1]; s++) {
                    watched.see(status(ControlMode.CENTER, stagesAndSeconds[i], second++));
                }
            }
        }
        return watched.isComplete();
    }

    private void cycle(int... seconds) {
        for (int stage = 1; stage <= seconds.length; stage++) {
            run(stage, seconds[stage - 1]);
        }
    }

    private void run(int stage, int seconds) {
        for (int second = 0; second < seconds; second++) {
            see(ControlMode.CENTER, stage);
            now++;
        }
    }

    private void see(ControlMode mode, int stage) {
        proof.see(status(mode, stage, now));
    }

    private static FieldStatus status(ControlMode mode, int stage, double second) {
        return new FieldStatus("j1", mode, Optional.of(3), Optional.of(stage), START.plusNanos((long) (second * 1e9)));
    }

    private static TimingPlan plan(int... seconds) {
        List<StageTime> chain = new ArrayList<>();
        int cycle = 0;
        for (int i = 0; i < seconds.length; i++) {
            chain.add(StageTime.fixed(i + 1, seconds[i]));
            cycle += seconds[i];
        }
        return new TimingPlan(3, cycle, 0, chain);
    }
}
