package cn.haihe.signal.performance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The stages that a junction was seen in, the last few. One writer; readers get copies. A gap in what was seen belongs to no
 * stage.
 */
public final class StageHistory {
    private final int spellsMax;
    private final Duration gap;
    private final Deque<Spell> past = new ArrayDeque<>();
    private Optional<Spell> now = Optional.empty();

    /**
     * One time in one stage.
     *
     * @param whole whether its beginning and its end were seen
     */
    public record Spell(int stage, Instant from, Instant to, boolean whole) {
        public double seconds() {
            return Duration.between(from, to).toMillis() / 1_000.0;
        }
    }

    /** @param gap between two sights after which nobody knows what was between them */
    public StageHistory(int spellsMax, Duration gap) {
        this.spellsMax = spellsMax;
        this.gap = gap;
    }

    /** @param stage empty in all red and while flashing; {@code at} not before the last */
    public synchronized void see(Optional<Integer> stage, Instant at) {
        boolean isGap = now.filter(spell -> Duration.between(spell.to(), at).compareTo(gap) > 0)
                .isPresent();
        boolean goesOn = !isGap
                && stage.isPresent()
                && now.filter(spell -> spell.stage() == stage.get()).isPresent();
        if (goesOn) {
            Spell spell = now.get();
            now = Optional.of(new Spell(spell.stage(), spell.from(), at, spell.whole()));
            return;
        }
        boolean isSeenToEnd = now.isPresent() && !isGap;
        now.ifPresent(spell -> {
            if (past.size() == spellsMax) {
                past.removeFirst();
            }
            past.addLast(new Spell(
                    spell.stage(), spell.from(), isSeenToEnd ? at : spell.to(), spell.whole() && isSeenToEnd));
        });
        now = stage.map(number -> new Spell(number, at, at, isSeenToEnd));
    }

    /** Oldest first, the one that goes on last. */
    public synchronized List<Spell> spells() {
        List<Spell> all = new ArrayList<>(past);
        now.ifPresent(all::add);
        return all;
    }

    /** Mean seconds and count of the whole spells of each stage. */
    public Map<Integer, RunningSplit> splits() {
        List<Spell> all = spells();
        Map<Integer, RunningSplit> splits = new TreeMap<>();
        // The last one goes on still.
        for (Spell spell : all.subList(0, Math.max(0, all.size() - 1))) {
            if (spell.whole()) {
                splits.merge(spell.stage(), new RunningSplit(spell.seconds(), 1), RunningSplit::and);
            }
        }
        return splits;
    }

    /** @param meanSeconds from the start of the stage to the start of the next */
    public record RunningSplit(double meanSeconds, int count) {
        RunningSplit and(RunningSplit other) {
            int both = count + other.count;
            return new RunningSplit((meanSeconds * count + other.meanSeconds * other.count) / both, both);
        }
    }
}
