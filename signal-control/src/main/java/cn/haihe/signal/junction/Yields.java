package cn.haihe.signal.junction;

import java.util.HashSet;
import java.util.Set;

/**
 * Pairs of phases of which one has to give way to the other while both have green, as an engineer declares them who knows the
 * signs and lamps of the place: a left turn without an arrow, a right turn that merges.
 */
public final class Yields {
    public static final Yields NONE = new Yields(Set.of());

    private final Set<Pair> pairs;

    private record Pair(int lower, int higher) {
        static Pair of(int a, int b) {
            return new Pair(Math.min(a, b), Math.max(a, b));
        }
    }

    private Yields(Set<Pair> pairs) {
        this.pairs = Set.copyOf(pairs);
    }

    /** One more pair; phases are by number. */
    public Yields with(int phase, int other) {
        if (phase < 1 || other < 1 || phase == other) {
            throw new IllegalArgumentException("phases " + phase + " and " + other);
        }
        Set<Pair> more = new HashSet<>(pairs);
        more.add(Pair.of(phase, other));
        return new Yields(more);
    }

    public boolean contains(int phase, int other) {
        return pairs.contains(Pair.of(phase, other));
    }

    public boolean isEmpty() {
        return pairs.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Yields that && pairs.equals(that.pairs);
    }

    @Override
    public int hashCode() {
        return pairs.hashCode();
    }
}
