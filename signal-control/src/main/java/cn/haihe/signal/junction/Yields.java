package cn.haihe.signal.junction;

import java.util.HashSet;
import java.util.Set;

/**
 * Which phases have to give way to which others while both have green, as an engineer declares it who knows the signs and lamps of
 * the place: a left turn without an arrow, a right turn that merges.
 */
public final class Yields {
    public static final Yields NONE = new Yields(Set.of());

    private final Set<Pair> pairs;

    private record Pair(int yielding, int other) {}

    private Yields(Set<Pair> pairs) {
        this.pairs = Set.copyOf(pairs);
    }

    /** One more that gives way to another; phases are by number. */
    public Yields with(int yielding, int other) {
        if (yielding < 1 || other < 1 || yielding == other) {
            throw new IllegalArgumentException("phases " + yielding + " and " + other);
        }
        Set<Pair> more = new HashSet<>(pairs);
        more.add(new Pair(yielding, other));
        return new Yields(more);
    }

    public boolean givesWay(int phase, int other) {
        return pairs.contains(new Pair(phase, other));
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
