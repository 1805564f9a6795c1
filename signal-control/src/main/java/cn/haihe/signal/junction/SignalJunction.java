package cn.haihe.signal.junction;

import java.util.List;
import java.util.Optional;

/**
 * A junction as signals see it: phases, stages, which phases conflict, and how long the way must be clear between them.
 * Made from the map by {@link JunctionDesigner}, or from what engineers surveyed; immutable.
 *
 * @param id of the junction in the map
 * @param yields pairs of phases that may have green together though their ways meet, because one gives way under its green
 */
public record SignalJunction(
        String id,
        List<Phase> phases,
        List<Stage> stages,
        ConflictMatrix conflicts,
        IntergreenTable intergreens,
        StageTransitions transitions,
        Yields yields) {
    /** Where every stage may follow every other. */
    public SignalJunction(
            String id, List<Phase> phases, List<Stage> stages, ConflictMatrix conflicts, IntergreenTable intergreens) {
        this(id, phases, stages, conflicts, intergreens, StageTransitions.ALL_ALLOWED, Yields.NONE);
    }

    public SignalJunction {
        phases = List.copyOf(phases);
        stages = List.copyOf(stages);
        for (int i = 0; i < phases.size(); i++) {
            if (phases.get(i).number() != i + 1) {
                throw new IllegalArgumentException(
                        id + ": phase " + phases.get(i).number() + " at place " + (i + 1));
            }
        }
    }

    /** The same with other rules of what may follow what. */
    public SignalJunction with(StageTransitions newTransitions) {
        return new SignalJunction(id, phases, stages, conflicts, intergreens, newTransitions, yields);
    }

    /** The same where somebody who was there says who gives way. */
    public SignalJunction with(Yields newYields) {
        return new SignalJunction(id, phases, stages, conflicts, intergreens, transitions, newYields);
    }

    /** @throws IllegalArgumentException where there is none */
    public Phase getPhase(int number) {
        if (number < 1 || number > phases.size()) {
            throw new IllegalArgumentException(id + " has no phase " + number);
        }
        return phases.get(number - 1);
    }

    public Optional<Stage> findStage(int number) {
        return stages.stream().filter(stage -> stage.number() == number).findFirst();
    }

    /**
     * Seconds between one stage's end of green and the next one's start: the longest intergreen between what loses and
     * what gains, and never less than the amber of what loses and {@link #leastRedSeconds}.
     */
    public int transitionSeconds(PhaseSet from, PhaseSet to) {
        PhaseSet losing = from.without(to);
        PhaseSet gaining = to.without(from);
        int[] longest = {0};
        losing.numbers().forEach(loser -> {
            Phase phase = getPhase(loser);
            longest[0] = Math.max(longest[0], phase.amberSeconds() + leastRedSeconds(phase));
            gaining.numbers().forEach(gainer -> longest[0] = Math.max(longest[0], intergreens.seconds(loser, gainer)));
        });
        return longest[0];
    }

    /**
     * Seconds of red that follow a phase's amber whatever comes then: 1, or 0 where the junction's intergreens let something
     * that conflicts with the phase begin right behind its amber.
     */
    public int leastRedSeconds(Phase losing) {
        int least = 1;
        for (Phase other : phases) {
            if (conflicts.conflicts(losing.number(), other.number())) {
                int red = intergreens.seconds(losing.number(), other.number()) - losing.amberSeconds();
                least = Math.min(least, Math.max(0, red));
            }
        }
        return least;
    }
}
