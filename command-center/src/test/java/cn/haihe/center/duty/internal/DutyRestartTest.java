package cn.haihe.center.duty.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.haihe.center.approval.Approval;
import cn.haihe.center.approval.ApprovalState;
import cn.haihe.center.duty.Duty;
import cn.haihe.center.duty.Passage;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.signals.Fingerprint;
import cn.haihe.center.signals.InCharge;
import cn.haihe.center.signals.StreetOfItsOwn;
import cn.haihe.signal.priority.Crossing;
import cn.haihe.signal.priority.CrossingState;
import cn.haihe.signal.priority.EscortRules;
import cn.haihe.signal.priority.Recovery;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

@QuarkusTest
@TestProfile(StreetOfItsOwn.class)
class DutyRestartTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final List<Crossing> CROSSINGS = List.of(new Crossing("j15", 1, 200, 220));

    @Inject
    DutyStore store;

    @Inject
    DutyRunner runner;

    @Inject
    Duties duties;

    @Inject
    DutyApproval approval;

    @Inject
    DutyViews views;

    @Test
    void anActiveDutyGoesOnAndOneWhoseTimeIsOverEnds() {
        Duty going =
                store.add(duty("1", Instant.now().plusSeconds(600))).await().atMost(PATIENCE);
        Duty expired =
                store.add(duty("2", Instant.now().minusSeconds(1))).await().atMost(PATIENCE);
        duties.load(new InCharge.Begun());
        Run run = runner.find(going.number()).orElseThrow();
        assertThat(run.duty.number()).isEqualTo(going.number());
        assertThat(run.duty.crossings()).isEqualTo(going.crossings());
        assertThat(run.duty.line().toText()).isEqualTo(going.line().toText());
        assertThat(run.duty.startedBy()).contains("commander");
        runner.turn();
        assertThat(run.escort.states()).hasSize(1);
        Instant end = Instant.now().plus(PATIENCE);
        while (store.find(expired.number())
                        .await()
                        .atMost(PATIENCE)
                        .orElseThrow()
                        .state()
                != Duty.State.ENDED) {
            assertThat(Instant.now()).isBefore(end);
        }
        duties.end(going.number(), "the test is over").await().atMost(PATIENCE);
    }

    /** Told again and again it would begin by itself, hours later, when the other one ends. */
    @Test
    void whatIsApprovedWhileItsVehicleIsElsewhereEndsWithTheReason() {
        Instant now = Instant.now();
        Duty going = store.add(duty("3", now.plusSeconds(600))).await().atMost(PATIENCE);
        Duty waits = store.add(duty("3", now.plusSeconds(600), Duty.State.WAITS_FOR_SECOND))
                .await()
                .atMost(PATIENCE);
        Approval approved = new Approval(
                1,
                DutyApproval.KIND,
                waits.number() + " engineer",
                "",
                "",
                "engineer",
                now,
                now.plusSeconds(60),
                ApprovalState.APPROVED,
                Optional.of(new Approval.Decision("commander", now, "")));

        approval.decided(approved).await().atMost(PATIENCE);

        Duty ended = store.find(waits.number()).await().atMost(PATIENCE).orElseThrow();
        assertThat(ended.state()).isEqualTo(Duty.State.ENDED);
        assertThat(ended.endedWhy()).hasValueSatisfying(why -> assertThat(why).contains("on duty already"));
        assertThat(runner.find(waits.number())).isEmpty();
        duties.end(going.number(), "the test is over").await().atMost(PATIENCE);
    }

    /** The proof that its junctions went back is one of this duty, whoever has them later and however often the hub starts. */
    @Test
    void whatBecameOfItsJunctionsStaysAsItWas() {
        Instant asked = Instant.now().minusSeconds(300).truncatedTo(ChronoUnit.MILLIS);
        Duty duty = store.add(duty("7", Instant.now().plusSeconds(600))).await().atMost(PATIENCE);
        Passage passed =
                new Passage(CrossingState.Phase.PASSED, Optional.of(asked), Optional.of(true), Optional.empty());
        store.putPassages(duty.number(), List.of(passed)).await().atMost(PATIENCE);
        Duty ended = duties.end(duty.number(), "passed").await().atMost(PATIENCE);
        assertThat(ended.passages()).containsExactly(passed);

        Run run = new Run(ended, EscortRules.DEFAULT);
        run.noteReturns(id -> Optional.of(recovery(asked.minusSeconds(100))), Instant.now());
        assertThat(run.passages()).as("of another one before it").containsExactly(passed);
        Recovery own = recovery(asked.plusSeconds(40));
        run.noteReturns(id -> Optional.of(own), Instant.now());
        assertThat(run.hasNewPassages()).isTrue();
        run.noteReturns(id -> Optional.of(recovery(asked.plusSeconds(200))), Instant.now());
        assertThat(run.hasNewPassages()).as("of another one behind it").isFalse();

        store.putPassages(duty.number(), run.passages()).await().atMost(PATIENCE);
        Duty read = store.find(duty.number()).await().atMost(PATIENCE).orElseThrow();
        DutyViews.Junction shown = views.shown(read).junctions().get(0);
        assertThat(shown.phase()).isEqualTo(CrossingState.Phase.PASSED);
        assertThat(shown.greenAtStopLine()).isTrue();
        assertThat(shown.recovery().releasedAt()).isEqualTo(own.releasedAt());
        assertThat(shown.recovery().provenAt()).isEqualTo(own.provenAt().orElseThrow());
        assertThat(shown.recovery().late()).isFalse();

        Run another = new Run(ended, EscortRules.DEFAULT);
        another.noteReturns(id -> Optional.of(recovery(Instant.now().plusSeconds(600))), Instant.now());
        assertThat(another.passages()).as("long after it was over").containsExactly(passed);
    }

    private static Recovery recovery(Instant releasedAt) {
        return new Recovery(releasedAt, releasedAt.plusSeconds(120), Set.of(), Optional.of(releasedAt.plusSeconds(50)));
    }

    /** Movement 1 may be another way across the junction by now. */
    @Test
    void ofAJunctionThatIsMadeOtherwiseByNowNothingIsClaimed() {
        Instant later = Instant.now().plusSeconds(600);
        Map<String, Fingerprint> before = Map.of("j15", Fingerprint.of("before"));
        Duty planned =
                store.add(duty("4", later, Duty.State.PLANNED, before)).await().atMost(PATIENCE);
        Duty active =
                store.add(duty("5", later, Duty.State.ACTIVE, before)).await().atMost(PATIENCE);

        assertThatThrownBy(() ->
                        duties.start(planned.number(), "commander").await().atMost(PATIENCE))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().slug()).isEqualTo("design-changed"));
        duties.load(new InCharge.Begun());
        assertThat(views.shown(active).junctions())
                .extracting(DutyViews.Junction::designChanged)
                .containsExactly(true);
        assertThat(views.shown(duty("6", later)).junctions())
                .extracting(DutyViews.Junction::designChanged)
                .containsExactly(false);
        runner.turn();
        Instant end = Instant.now().plus(PATIENCE);
        while (store.find(active.number())
                .await()
                .atMost(PATIENCE)
                .orElseThrow()
                .endedAt()
                .isEmpty()) {
            assertThat(Instant.now()).isBefore(end);
        }
        assertThat(store.find(active.number())
                        .await()
                        .atMost(PATIENCE)
                        .orElseThrow()
                        .endedWhy())
                .hasValueSatisfying(why -> assertThat(why).startsWith("design-changed"));
        duties.end(planned.number(), "the test is over").await().atMost(PATIENCE);
    }

    private Duty duty(String vehicle, Instant expiresAt) {
        return duty(vehicle, expiresAt, Duty.State.ACTIVE);
    }

    private Duty duty(String vehicle, Instant expiresAt, Duty.State state) {
        return duty(vehicle, expiresAt, state, runner.designs(CROSSINGS));
    }

    private static Duty duty(String vehicle, Instant expiresAt, Duty.State state, Map<String, Fingerprint> designs) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new Duty(
                0,
                Duty.Kind.DUTY_ROUTE,
                "a duty",
                vehicle,
                "a test",
                50,
                state,
                new GeometryFactory()
                        .createLineString(
                                new Coordinate[] {new Coordinate(117.19, 39.12), new Coordinate(117.2, 39.12)}),
                CROSSINGS,
                "commander",
                now,
                state == Duty.State.ACTIVE ? Optional.of("commander") : Optional.empty(),
                Optional.empty(),
                state == Duty.State.ACTIVE ? Optional.of(now) : Optional.empty(),
                expiresAt.truncatedTo(ChronoUnit.MILLIS),
                Optional.empty(),
                Optional.empty(),
                designs,
                List.of());
    }
}
