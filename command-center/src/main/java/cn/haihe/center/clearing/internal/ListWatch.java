package cn.haihe.center.clearing.internal;

import cn.haihe.card.lists.ListKind;
import cn.haihe.card.lists.ListLag;
import cn.haihe.center.clearing.rules.RuleBooks;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** Looks again and again which acquirers lack a version of a list, so that whoever watches the centre sees it. */
@Singleton
public class ListWatch {
    private static final Logger LOG = Logger.getLogger(ListWatch.class);

    private final CentreLists lists;
    private final RuleBooks books;
    private final Clock clock;
    private final Map<ListKind, AtomicReference<Seen>> seen = new EnumMap<>(ListKind.class);

    /** @param late acquirers, by their codes */
    private record Seen(List<String> late, double behindSeconds) {}

    ListWatch(CentreLists lists, RuleBooks books, MeterRegistry meters, Clock clock) {
        this.lists = lists;
        this.books = books;
        this.clock = clock;
        for (ListKind kind : ListKind.values()) {
            AtomicReference<Seen> one = new AtomicReference<>(new Seen(List.of(), 0));
            seen.put(kind, one);
            String name = kind.name().toLowerCase(Locale.ROOT);
            Gauge.builder("haihe.card.list.late", () -> one.get().late().size())
                    .description("Acquirers that have not acknowledged a version of the list in time")
                    .tag("list", name)
                    .register(meters);
            Gauge.builder("haihe.card.list.behind.seconds", () -> one.get().behindSeconds())
                    .description("Age of the oldest version of the list that an acquirer lacks")
                    .tag("list", name)
                    .register(meters);
        }
    }

    @Scheduled(every = "30s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return look(ListKind.BLACKLIST)
                .chain(() -> look(ListKind.CITIES))
                .onFailure()
                .invoke(e -> LOG.warnf("cannot look who lacks a list: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> look(ListKind kind) {
        return lists.get(kind)
                .listLag(CentreLists.acquirers(books.today()))
                .invoke(lags -> tell(kind, lags))
                .replaceWithVoid();
    }

    private void tell(ListKind kind, List<ListLag> lags) {
        Instant now = clock.instant();
        List<String> late = lags.stream()
                .filter(lag -> lag.isLate(now, lists.within(kind)))
                .map(lag -> lag.acquirer().code())
                .toList();
        double behind = lags.stream()
                .map(ListLag::behindSince)
                .flatMap(Optional::stream)
                .mapToDouble(since -> Duration.between(since, now).toMillis() / 1e3)
                .max()
                .orElse(0);
        Seen before = seen.get(kind).getAndSet(new Seen(late, behind));
        if (!before.late().equals(late) && !late.isEmpty()) {
            LOG.warnf("late with the list %s: %s", kind, late);
        }
    }
}
