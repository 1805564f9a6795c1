package cn.haihe.center.plans.internal;

import cn.haihe.center.plans.PlanLibrary;
import cn.haihe.center.plans.StoredPlan;
import cn.haihe.center.plans.internal.DesiredBook.Source;
import cn.haihe.center.signals.SignalField;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The approved plans of each junction, and which of them its timetable has the centre want. */
@ApplicationScoped
class ApprovedPlans implements PlanLibrary {
    private final PlanStore store;
    private final DesiredStore desired;
    private final DesiredBook book;
    private final PlanPusher pusher;
    private final SignalField field;
    private final Clock clock;

    ApprovedPlans(
            PlanStore store,
            DesiredStore desired,
            DesiredBook book,
            PlanPusher pusher,
            SignalField field,
            Clock clock) {
        this.store = store;
        this.desired = desired;
        this.book = book;
        this.pusher = pusher;
        this.field = field;
        this.clock = clock;
    }

    private Uni<List<StoredPlan>> library(String junctionId) {
        return field.findFingerprint(junctionId)
                .map(today -> store.library(junctionId, today))
                .orElseGet(() -> Uni.createFrom().item(List.of()));
    }

    @Override
    public Uni<Set<Integer>> numbers(String junctionId) {
        return library(junctionId)
                .map(plans -> plans.stream().map(plan -> plan.plan().number()).collect(Collectors.toSet()));
    }

    @Override
    public Uni<Optional<StoredPlan>> find(String junctionId, int number) {
        return library(junctionId)
                .map(plans -> plans.stream()
                        .filter(plan -> plan.plan().number() == number)
                        .findFirst());
    }

    @Override
    public Uni<Void> follow(StoredPlan plan, String by) {
        boolean already = book.find(plan.junctionId())
                .filter(desired ->
                        desired.source() == Source.TIMETABLE && desired.plan().id() == plan.id())
                .isPresent();
        return already
                ? Uni.createFrom().voidItem()
                : desired.follow(plan.id(), by, now())
                        .invoke(wanted -> wanted.ifPresent(book::put))
                        .replaceWithVoid();
    }

    @Override
    public Uni<Void> letGo(String junctionId) {
        return book.find(junctionId)
                .filter(wanted -> wanted.source() == Source.TIMETABLE)
                .map(wanted -> desired.letGo(wanted).invoke(() -> {
                    if (book.remove(wanted)) {
                        pusher.abandonProof(junctionId);
                    }
                }))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    @Override
    public boolean isChosenByHandSince(String junctionId, Instant moment) {
        return book.find(junctionId)
                .filter(desired ->
                        desired.source() == Source.ENGINEER && desired.at().isAfter(moment))
                .isPresent();
    }

    @Override
    public boolean followsTimetable(String junctionId) {
        return book.find(junctionId)
                .filter(desired -> desired.source() == Source.TIMETABLE)
                .isPresent();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
