package cn.haihe.signal.priority;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.signal.RandomJunctions;
import cn.haihe.signal.fieldbus.ControlMode;
import cn.haihe.signal.fieldbus.FieldStatus;
import cn.haihe.signal.junction.JunctionDesigner;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.junction.Stage;
import cn.haihe.signal.plan.StageTime;
import cn.haihe.signal.plan.TimingPlan;
import cn.haihe.signal.priority.JunctionConductor.Hindrance;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JunctionConductorTest {
    private static final RecoveryRules RULES = new RecoveryRules(2, 30, 120, 10);
    private final SignalJunction junction = JunctionDesigner.design(RandomJunctions.cross("j1", 3));
    private final TimingPlan plan = new TimingPlan(
            3,
            30 * junction.stages().size(),
            0,
            junction.stages().stream()
                    .map(stage -> StageTime.fixed(stage.number(), 30))
                    .toList());
    private final JunctionConductor conductor = conductor(Optional.empty());
    private Instant now = Instant.parse("2026-11-23T08:00:00Z");

    private JunctionConductor conductor(Optional<Engagement> left) {
        return new JunctionConductor(junction, new ClaimArbiter(ArbiterRules.DEFAULT), RULES, left);
    }

    private FieldStatus shows(ControlMode mode, Integer planNumber, Integer stage) {
        return new FieldStatus("j1", mode, Optional.ofNullable(planNumber), Optional.ofNullable(stage), now);
    }

    private Claim escort(int stage) {
        return Claim.pass(
                "d1", Authority.ESCORT, Set.of(stage), new Arrival(now.plusSeconds(20), 5), now, now.plusSeconds(15));
    }

    private Optional<Order> step(FieldStatus status, Claim... claims) {
        now = now.plusSeconds(1);
        return conductor.step(now, Optional.ofNullable(status), Optional.of(plan), List.of(claims));
    }

    @Test
    void anOrderIsRepeatedUntilTheFieldShowsIt() {
        Order hold = new Order.Perform(new Act.Hold(2), Authority.ESCORT);
        FieldStatus running = shows(ControlMode.CENTER, 3, 1);
        assertThat(step(running, escort(2))).contains(hold);
        assertThat(conductor.engagement().orElseThrow().plan()).contains(3);
        conductor.answered(hold, false, true);
        for (int second = 1; second < RULES.repeatSeconds(); second++) {
            assertThat(step(running, escort(2))).isEmpty();
        }
        assertThat(step(running, escort(2))).as("not followed").contains(hold);
        conductor.answered(hold, false, false);
        assertThat(step(running, escort(2))).as("lost on the way").contains(hold);
        for (int second = 0; second < 3 * RULES.repeatSeconds(); second++) {
            assertThat(step(shows(ControlMode.CENTER, null, 2), escort(2)))
                    .as("followed")
                    .isEmpty();
        }
    }

    @Test
    void itGoesOnToTheNextStageThenToThePlanAndIsBackWhenEveryStageWasSeen() {
        step(shows(ControlMode.CENTER, 3, 1), escort(1));
        int last = junction.stages().get(junction.stages().size() - 1).number();
        assertThat(step(shows(ControlMode.CENTER, null, 1)))
                .contains(new Order.Perform(new Act.Hold(2), Authority.ESCORT));
        assertThat(conductor.isRecovering()).isTrue();
        assertThat(step(shows(ControlMode.CENTER, null, 2))).contains(new Order.RunPlan(3));
        for (Stage stage : junction.stages()) {
            if (stage.number() > 2) {
                assertThat(conductor.lastRecovery().orElseThrow().provenAt()).isEmpty();
                step(shows(ControlMode.CENTER, 3, stage.number()));
            }
        }
        assertThat(last).isGreaterThan(2);
        assertThat(conductor.engagement()).isEmpty();
        Recovery recovery = conductor.lastRecovery().orElseThrow();
        assertThat(recovery.provenAt()).contains(now);
        assertThat(recovery.isLate(now)).isFalse();
    }

    @Test
    void aPlanThatIsRefusedGivesWayToTheControllersOwnAndBeingLateShows() {
        step(shows(ControlMode.CENTER, 3, 1), escort(1));
        FieldStatus stuck = shows(ControlMode.CENTER, null, 1);
        Optional<Order> order = Optional.empty();
        for (int second = 0; second < 600 && !order.equals(Optional.of(new Order.GiveBack())); second++) {
            order = step(stuck);
            order.filter(sent -> sent instanceof Order.RunPlan)
                    .ifPresent(sent -> conductor.answered(sent, true, false));
        }
        assertThat(order).contains(new Order.GiveBack());
        for (int second = 0; second < 600; second++) {
            step(stuck);
        }
        assertThat(conductor.lastRecovery().orElseThrow().isLate(now)).isTrue();
        assertThat(conductor.engagement()).as("not forgotten").isPresent();
    }

    @ParameterizedTest
    @EnumSource(names = {"FLASH", "ALL_RED", "OFF"})
    void aJunctionThatIsOutOfWorkByItselfIsLeftAlone(ControlMode mode) {
        assertThat(step(shows(mode, null, null), escort(1))).isEmpty();
        assertThat(conductor.hindrance()).contains(Hindrance.NOT_WORKING);
        // It breaks down while it is held: taking it back to its plan would take it out of its flashing.
        step(shows(ControlMode.CENTER, 3, 1), escort(1));
        for (int second = 0; second < 60; second++) {
            assertThat(step(shows(mode, null, null), escort(1))).isEmpty();
            assertThat(step(shows(mode, null, null))).isEmpty();
        }
        assertThat(conductor.engagement()).isPresent();
        assertThat(conductor.isRecovering()).isTrue();
        assertThat(conductor.lastRecovery()).as("its deadline is known").isPresent();
        Claim red = Claim.lamps("a", (Act.Lamps) Act.ALL_RED, now, now.plusSeconds(100));
        assertThat(step(shows(ControlMode.FLASH, null, null), red))
                .as("a person may")
                .contains(new Order.Perform(Act.ALL_RED, Authority.SAFETY));
    }

    @Test
    void aSkippedStageKeepsItOnlyUntilTheDeadlineAndItStaysLate() {
        step(shows(ControlMode.CENTER, 3, 1), escort(1));
        for (int second = 0; second < 600; second++) {
            step(shows(ControlMode.CENTER, 3, 1));
        }
        assertThat(conductor.engagement()).isEmpty();
        assertThat(conductor.isRecovering()).isFalse();
        assertThat(conductor.lastRecovery().orElseThrow().unserved()).isNotEmpty();
        assertThat(conductor.lastRecovery().orElseThrow().isLate(now)).isTrue();
    }

    @Test
    void flashingThatSomethingElseEndsIsOrderedAgainAtOnce() {
        Claim flash = Claim.lamps("a", (Act.Lamps) Act.FLASH, now, now.plusSeconds(100));
        Order order = new Order.Perform(Act.FLASH, Authority.SAFETY);
        assertThat(step(shows(ControlMode.CENTER, 3, 1), flash)).contains(order);
        conductor.answered(order, false, true);
        assertThat(step(shows(ControlMode.FLASH, null, null), flash)).isEmpty();
        assertThat(step(shows(ControlMode.CENTER, 3, 1), flash)).contains(order);
        assertThat(step(shows(ControlMode.CENTER, 3, 1), flash)).isEmpty();
    }

    @Test
    void aHandAtTheCabinetIsNotOverruled() {
        assertThat(step(shows(ControlMode.LOCAL_MANUAL, null, 1), escort(2))).isEmpty();
        assertThat(conductor.hindrance()).contains(Hindrance.HAND_AT_CABINET);
    }

    @Test
    void whatIsNotObservedIsNotTakenFromItsPlan() {
        assertThat(step(null, escort(2))).isEmpty();
        assertThat(conductor.hindrance()).contains(Hindrance.NOT_OBSERVED);
        assertThat(conductor.engagement()).isEmpty();
    }

    @Test
    void whatWasCommandedInAnEarlierLifeIsBroughtBack() {
        JunctionConductor next = conductor(Optional.of(
                new Engagement(Optional.of(ControlMode.LOCAL), Optional.of(1), new Act.Hold(2), Authority.MANUAL)));
        Optional<Order> order =
                next.step(now, Optional.of(shows(ControlMode.CENTER_MANUAL, null, 2)), Optional.of(plan), List.of());
        assertThat(order).contains(new Order.Perform(new Act.Hold(3), Authority.MANUAL));
        order = next.step(
                now.plusSeconds(1),
                Optional.of(shows(ControlMode.CENTER_MANUAL, null, 3)),
                Optional.of(plan),
                List.of());
        assertThat(order).contains(new Order.GiveBack());
    }

    /** Sent blindly, it would reach the junction with its line, and end what its monitor did meanwhile. */
    @Test
    void toOneThatIsNotSeenAnyMoreNothingIsSentUntilItIs() {
        Order hold = new Order.Perform(new Act.Hold(2), Authority.ESCORT);
        assertThat(step(shows(ControlMode.CENTER, 3, 1), escort(2))).contains(hold);
        for (int second = 0; second < 3 * RULES.repeatSeconds(); second++) {
            assertThat(step(null, escort(2))).isEmpty();
        }
        assertThat(conductor.choice()).as("it keeps the junction").isPresent();
        for (int second = 0; second < 3 * RULES.repeatSeconds(); second++) {
            assertThat(step(null)).as("given back").isEmpty();
        }
        assertThat(step(shows(ControlMode.FLASH, null, null))).isEmpty();
        assertThat(step(shows(ControlMode.CENTER, null, 2))).as("seen again").isPresent();
        Claim red = Claim.lamps("a", (Act.Lamps) Act.ALL_RED, now, now.plusSeconds(100));
        assertThat(step(null, red))
                .as("what is for safety goes out unseen")
                .contains(new Order.Perform(Act.ALL_RED, Authority.SAFETY));
    }

    /** Else the junction would flash for ever: nobody wants it to, and nobody may end it. */
    @Test
    void aHoldThatWasLostAfterOurFlashingIsSentAgain() {
        Claim flash = Claim.lamps("a", (Act.Lamps) Act.FLASH, now, now.plusSeconds(100));
        step(shows(ControlMode.CENTER, 3, 1), flash);
        FieldStatus flashing = shows(ControlMode.FLASH, null, null);
        assertThat(step(flashing, flash)).isEmpty();
        Order hold = new Order.Perform(new Act.Hold(2), Authority.ESCORT);
        assertThat(step(flashing, escort(2))).contains(hold);
        conductor.answered(hold, false, false);
        assertThat(step(flashing, escort(2))).as("lost on the way").contains(hold);
        assertThat(step(shows(ControlMode.CENTER, null, 2), escort(2))).isEmpty();
        assertThat(step(flashing, escort(2))).isEmpty();
        assertThat(conductor.hindrance())
                .as("this flashing is the junction's own")
                .contains(Hindrance.NOT_WORKING);
    }
}
