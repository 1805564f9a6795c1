package cn.haihe.center.plans.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.haihe.center.city.CityHolder;
import cn.haihe.center.plans.PlanEvent.What;
import cn.haihe.center.plans.PlanState;
import cn.haihe.center.plans.StoredPlan;
import cn.haihe.center.plans.internal.PlanStore.NumbersKept;
import cn.haihe.center.signals.Fingerprint;
import cn.haihe.center.signals.StreetOfItsOwn;
import cn.haihe.signal.plan.StageTime;
import cn.haihe.signal.plan.TimingPlan;
import cn.haihe.signal.verify.Limits;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A controller has some hundred numbers for all the plans that are ever drafted for it. */
@QuarkusTest
@TestProfile(StreetOfItsOwn.class)
class PlanNumbersTest {
    private static final String ID = "J-of-many-plans";
    private static final Fingerprint TODAY = Fingerprint.of("today");
    private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");

    @Inject
    CityHolder cities;

    @Inject
    PlanStore store;

    @Inject
    DesiredStore desires;

    @Inject
    Drafts drafts;

    @Test
    void forgottenDraftsAndPlansOfOtherDesignsKeepNoNumber() {
        add(11, NOW.minus(Duration.ofDays(8)), TODAY);
        add(12, NOW.minus(Duration.ofDays(6)), TODAY);
        approved(13, TODAY);
        approved(14, Fingerprint.of("before"));
        StoredPlan retired = approved(15, TODAY);
        await(store.change(
                retired.id(), Set.of(PlanState.APPROVED), PlanState.RETIRED, NOW, "hub", What.RETIRED, "a test"));
        Instant week = NOW.minus(Duration.ofDays(7));
        assertThat(await(store.numbersKept(Map.of(ID, TODAY), week)))
                .isEqualTo(new NumbersKept(Set.of(12, 13), Set.of(15)));
        assertThat(await(store.numbersKept(Map.of(ID, Fingerprint.UNKNOWN), week))
                        .soon())
                .containsExactlyInAnyOrder(12, 13, 14);
        assertThat(await(store.numbersKept(Map.of("J-another", TODAY), week)).all())
                .isEmpty();
    }

    @Test
    void whereAllAreKeptThatOfARetiredPlanIsDrawnAndElseNone() throws Exception {
        String id = cities.whenLoaded()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS)
                .city()
                .junctions()
                .get(4)
                .id();
        Drafts.Draft draft = drafts.take(id, new PlanForm.Request(Optional.empty(), Optional.empty(), ""));
        Set<Integer> all =
                IntStream.rangeClosed(1, Limits.DEFAULT.maxPlanNumber()).boxed().collect(Collectors.toSet());
        assertThat(drafts.besides(draft, new NumbersKept(Set.of(), all)).plan().number())
                .isEqualTo(draft.plan().number());
        Set<Integer> allButOne = all.stream().filter(number -> number != 99).collect(Collectors.toSet());
        assertThat(drafts.besides(draft, new NumbersKept(allButOne, Set.of(99)))
                        .plan()
                        .number())
                .isEqualTo(99);
        assertThatThrownBy(() -> drafts.besides(draft, new NumbersKept(all, Set.of())))
                .hasMessageContaining("give one yourself");
    }

    private StoredPlan approved(int number, Fingerprint design) {
        StoredPlan plan = add(number, NOW, design);
        long approval = 990_100 + number;
        await(store.submit(plan.id(), approval, NOW, "engineer", "", true));
        await(desires.wantApproved(plan.id(), approval, "commander", NOW, "a test"));
        return plan;
    }

    private StoredPlan add(int number, Instant at, Fingerprint design) {
        TimingPlan plan = new TimingPlan(number, 80, 0, List.of(StageTime.fixed(1, 40), StageTime.fixed(2, 40)));
        return await(store.add(ID, plan, "GIVEN", "a test", "engineer", at, "", "", design));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(30));
    }
}
