package cn.haihe.routing.rule;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** When one vehicle may not be at one place. Immutable, and quick to ask: a search does so for every arc. */
public final class BanTimes {
    /** From a moment to before another, by this ban. */
    public record Span(Instant from, Instant until, PlateBan ban) {}

    private final List<Span> spans;
    private final long[] from;
    private final long[] until;

    BanTimes(List<Span> spans) {
        this.spans = spans.stream().sorted(Comparator.comparing(Span::from)).toList();
        from = this.spans.stream().mapToLong(span -> span.from().toEpochMilli()).toArray();
        until = this.spans.stream()
                .mapToLong(span -> span.until().toEpochMilli())
                .toArray();
    }

    public boolean isNever() {
        return from.length == 0;
    }

    public boolean contains(long epochMillis) {
        for (int i = 0; i < from.length && from[i] <= epochMillis; i++) {
            if (epochMillis < until[i]) {
                return true;
            }
        }
        return false;
    }

    /** Of those that hold at a moment, the one that ends last. */
    public Optional<Span> find(Instant at) {
        return spans.stream()
                .filter(span -> !at.isBefore(span.from()) && at.isBefore(span.until()))
                .max(Comparator.comparing(Span::until));
    }

    /** In their order; they may overlap. */
    public List<Span> spans() {
        return spans;
    }
}
