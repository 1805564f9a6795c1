package cn.haihe.signal.junction;

import java.util.Collection;
import java.util.stream.IntStream;

/** A set of phases as a bitmap: phase n is bit n - 1, as on the wire. */
public record PhaseSet(long bits) {
    public static final PhaseSet EMPTY = new PhaseSet(0);

    public static PhaseSet of(Collection<Integer> phases) {
        long bits = 0;
        for (int phase : phases) {
            bits |= bit(phase);
        }
        return new PhaseSet(bits);
    }

    private static long bit(int phase) {
        if (phase < 1 || phase > Phase.MAX_NUMBER) {
            throw new IllegalArgumentException("phase " + phase);
        }
        return 1L << phase - 1;
    }

    public boolean contains(int phase) {
        return (bits & bit(phase)) != 0;
    }

    public PhaseSet with(int phase) {
        return new PhaseSet(bits | bit(phase));
    }

    public PhaseSet without(PhaseSet other) {
        return new PhaseSet(bits & ~other.bits);
    }

    public PhaseSet and(PhaseSet other) {
        return new PhaseSet(bits & other.bits);
    }

    public PhaseSet or(PhaseSet other) {
        return new PhaseSet(bits | other.bits);
    }

    public boolean isEmpty() {
        return bits == 0;
    }

    /** The numbers, ascending. */
    public IntStream numbers() {
        return IntStream.rangeClosed(1, Phase.MAX_NUMBER).filter(this::contains);
    }
}
