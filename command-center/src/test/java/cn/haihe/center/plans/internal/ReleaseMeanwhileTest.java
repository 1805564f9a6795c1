package cn.haihe.center.plans.internal;

import static cn.haihe.center.command.SimulatedStreet.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.haihe.center.city.CityHolder;
import cn.haihe.center.command.SimulatedStreet;
import cn.haihe.center.plans.PlanState;
import cn.haihe.center.plans.StoredPlan;
import cn.haihe.center.plans.internal.DesiredBook.Desired;
import cn.haihe.center.plans.internal.DesiredBook.Source;
import cn.haihe.center.signals.ControllerRegister;
import cn.haihe.center.signals.SignalBoard;
import cn.haihe.center.signals.SignalField;
import cn.haihe.center.signals.SignalState;
import cn.haihe.center.signals.StreetOfItsOwn;
import cn.haihe.center.signals.internal.SignalGateway;
import cn.haihe.map.city.Junction;
import cn.haihe.signal.deploy.PushReport;
import cn.haihe.signal.deploy.PushStep;
import cn.haihe.signal.deploy.StepResult;
import cn.haihe.signal.device.SimulatedController;
import cn.haihe.signal.fieldbus.ControlMode;
import cn.haihe.signal.plan.StageTime;
import cn.haihe.signal.plan.TimingPlan;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What happens to a junction while PostgreSQL writes that its plan is let go. */
@QuarkusTest
@TestProfile(StreetOfItsOwn.class)
class ReleaseMeanwhileTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    CityHolder cities;

    @Inject
    SignalGateway gateway;

    @Inject
    SignalField field;

    @Inject
    Pool pool;

    @Inject
    PlanStore store;

    @Inject
    DesiredStore desires;

    @Inject
    DesiredBook book;

    @Inject
    PlanLife life;

    @Inject
    Drafts drafts;

    @Inject
    Reconciler reconciler;

    @Inject
    ControllerRegister register;

    @Inject
    SignalBoard board;

    private Junction junction;

    @Test
    void aPushThatBeganIsNotActivatedAndAnotherPlanStays() throws Exception {
        junction = cities.whenLoaded()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS)
                .city()
                .junctions()
                .get(5);
        String id = junction.id();
        try (SimulatedStreet street = new SimulatedStreet(gateway, field, 20)) {
            SimulatedController device = street.power(junction);
            until(
                    () -> board.find(id)
                            .flatMap(SignalState::live)
                            .filter(live -> live.mode() == ControlMode.LOCAL)
                            .isPresent(),
                    "it has started");
            Desired first = wanted(81);
            book.put(first);
            AtomicReference<CompletableFuture<PushReport>> push = new AtomicReference<>();
            await(acts(() -> {}, () -> push.set(reconciler.pushNow(first))).release(junction, "a test", "engineer"));
            PushReport report = push.get().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(report.steps())
                    .filteredOn(step -> step.step() == PushStep.ACTIVATE)
                    .extracting(StepResult::detail)
                    .containsExactly("something else came before it was activated");
            assertThat(device.state().plan()).isNotEqualTo(81);
            assertThat(book.find(id)).isEmpty();
            assertThat(await(life.getPlan(first.plan().id())).state()).isEqualTo(PlanState.RETIRED);

            Desired second = wanted(82);
            book.put(second);
            AtomicReference<Desired> third = new AtomicReference<>();
            PlanActs overtaken = acts(
                    () -> {
                        third.set(wanted(83));
                        book.put(third.get());
                    },
                    () -> {});
            assertThatThrownBy(() -> await(overtaken.release(junction, "a test", "engineer")))
                    .hasMessageContaining("by now");
            assertThat(book.find(id)).contains(third.get());
            assertThat(await(desires.all()))
                    .extracting(kept -> kept.plan().id())
                    .contains(third.get().plan().id());
            await(acts(() -> {}, () -> {}).release(junction, "a test", "engineer"));
            assertThat(await(desires.all()))
                    .extracting(kept -> kept.plan().junctionId())
                    .doesNotContain(id);
        }
    }

    /** What happens before and after PostgreSQL is asked: the junction is still in the book. */
    private PlanActs acts(Runnable before, Runnable after) {
        DesiredStore slow = new DesiredStore(pool) {
            @Override
            Uni<Void> letGo(Desired wanted) {
                before.run();
                return super.letGo(wanted).invoke(after);
            }
        };
        return new PlanActs(store, slow, book, life, drafts, reconciler, register, field, board, Clock.systemUTC());
    }

    private Desired wanted(int number) {
        List<StageTime> stages = field.getDesign(junction.id()).stages().stream()
                .map(stage -> StageTime.fixed(stage.number(), 40))
                .toList();
        TimingPlan plan = new TimingPlan(number, 40 * stages.size(), 0, stages);
        StoredPlan stored = await(store.add(
                junction.id(),
                plan,
                "GIVEN",
                "a test",
                "engineer",
                Instant.now(),
                "",
                "",
                field.findFingerprint(junction.id()).orElseThrow()));
        return await(desires.want(
                        stored.id(), Set.of(PlanState.DRAFT), Source.ENGINEER, "engineer", Instant.now(), "a test"))
                .orElseThrow();
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
