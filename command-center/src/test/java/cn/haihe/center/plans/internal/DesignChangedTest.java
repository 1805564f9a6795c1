package cn.haihe.center.plans.internal;

import static cn.haihe.center.command.SimulatedStreet.until;
import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.center.approval.Approval;
import cn.haihe.center.city.CityHolder;
import cn.haihe.center.command.SimulatedStreet;
import cn.haihe.center.plans.Observed;
import cn.haihe.center.plans.PlanState;
import cn.haihe.center.plans.StoredPlan;
import cn.haihe.center.plans.internal.DesiredBook.Source;
import cn.haihe.center.signals.Fingerprint;
import cn.haihe.center.signals.SignalField;
import cn.haihe.center.signals.StreetOfItsOwn;
import cn.haihe.center.signals.internal.SignalGateway;
import cn.haihe.map.city.Junction;
import cn.haihe.signal.device.SimulatedController;
import cn.haihe.signal.plan.StageTime;
import cn.haihe.signal.plan.TimingPlan;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A plan whose stages had other numbers when it was verified. */
@QuarkusTest
@TestProfile(StreetOfItsOwn.class)
class DesignChangedTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int NUMBER = 77;
    private static final Fingerprint OF_THE_MAP_BEFORE = Fingerprint.of("of the map before");

    @Inject
    CityHolder cities;

    @Inject
    SignalGateway gateway;

    @Inject
    SignalField field;

    @Inject
    PlanStore store;

    @Inject
    DesiredStore desires;

    @Inject
    DesiredBook book;

    @Inject
    PlanLife life;

    @Inject
    ApprovedPlans approved;

    @Inject
    Reconciler reconciler;

    @Test
    void itIsNeverSentAndShownAsSuchAndAPersonMaySubmitItAnew() throws Exception {
        Junction junction = cities.whenLoaded()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS)
                .city()
                .junctions()
                .get(2);
        String id = junction.id();
        try (SimulatedStreet street = new SimulatedStreet(gateway, field, 20)) {
            SimulatedController device = street.power(junction);
            StoredPlan old = verifiedFor(OF_THE_MAP_BEFORE, id);
            book.put(await(desires.want(
                            old.id(), Set.of(PlanState.DRAFT), Source.ENGINEER, "engineer", Instant.now(), "a test"))
                    .orElseThrow());
            until(() -> condition(id).equals(Optional.of(Observed.Condition.DESIGN_CHANGED)), "shown");
            await(Uni.createFrom()
                    .completionStage(() -> reconciler.pushNow(book.find(id).orElseThrow())));
            assertThat(device.state().plan()).isNotEqualTo(NUMBER);
            assertThat(await(approved.numbers(id))).as("no timetable takes it").doesNotContain(NUMBER);

            Approval approval =
                    await(life.submit(old.id(), "anew", "engineer", PlanLife.Use.AT_ONCE, Optional.empty()));
            long anew = Long.parseLong(approval.subject());
            assertThat(anew).isNotEqualTo(old.id());
            assertThat(await(life.getPlan(anew)).plan()).isEqualTo(old.plan());
            await(life.approved(anew, approval.id(), "commander", ""));
            until(() -> device.state().plan() == NUMBER, "it runs");
            assertThat(condition(id)).isNotEqualTo(Optional.of(Observed.Condition.DESIGN_CHANGED));
            assertThat(device.state().unsafeStates()).isZero();
        }
    }

    /** The map may come between the one who asks and the one who approves. */
    @Test
    void approvedItIsRejectedWithTheReason() throws Exception {
        cities.whenLoaded().toCompletableFuture().get(60, TimeUnit.SECONDS);
        String id = cities.get().city().junctions().get(3).id();
        StoredPlan old = verifiedFor(OF_THE_MAP_BEFORE, id);
        await(store.submit(old.id(), 990_001, Instant.now(), "engineer", "", false));
        Optional<DesiredBook.Desired> before = book.find(id);
        await(life.approved(old.id(), 990_001, "commander", ""));
        assertThat(await(life.getPlan(old.id())).state()).isEqualTo(PlanState.REJECTED);
        assertThat(await(store.history(old.id())))
                .last()
                .satisfies(line -> assertThat(line.why()).startsWith("design-changed"));
        assertThat(book.find(id)).isEqualTo(before);
    }

    private StoredPlan verifiedFor(Fingerprint design, String id) {
        List<StageTime> stages = field.getDesign(id).stages().stream()
                .map(stage -> StageTime.fixed(stage.number(), 40))
                .toList();
        TimingPlan plan = new TimingPlan(NUMBER, 40 * stages.size(), 0, stages);
        return await(store.add(id, plan, "GIVEN", "a test", "engineer", Instant.now(), "", "", design));
    }

    private Optional<Observed.Condition> condition(String id) {
        return reconciler.find(id).map(Observed::condition);
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
