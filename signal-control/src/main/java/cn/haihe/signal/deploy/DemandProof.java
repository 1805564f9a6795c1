package cn.haihe.signal.deploy;

import cn.haihe.signal.plan.Occurrence;
import cn.haihe.signal.plan.StageTime;
import java.util.ArrayList;
import java.util.List;

/**
 * What may be seen of a plan with stages on demand: each stage that comes begins at its planned second of the cycle, and one
 * that is left out leaves its time to the one before it.
 */
final class DemandProof {
    private final List<StageTime> chain;
    private final int[] starts;
    private final int cycleSeconds;

    /** Seen from one stage's start, of which the place is known, back to where the stage before it began. */
    private record Before(int place, int seconds) {}

    DemandProof(List<StageTime> chain, int cycleSeconds) {
        this.chain = chain;
        this.cycleSeconds = cycleSeconds;
        starts = new int[chain.size()];
        for (int i = 1; i < starts.length; i++) {
            starts[i] = starts[i - 1] + chain.get(i - 1).seconds();
        }
    }

    static boolean isNeededFor(List<StageTime> chain) {
        return chain.stream().anyMatch(time -> time.occurrence() == Occurrence.ON_DEMAND);
    }

    /** Whether the stage may run for good where nobody asks for another. */
    boolean mayStay(int stage) {
        return chain.stream()
                .filter(time -> time.occurrence() == Occurrence.FIXED)
                .allMatch(time -> time.stage() == stage);
    }

    /** Longest time behind the last change in which every stage came and went as the plan lets it. */
    int secondsAsPlanned(List<Proof.Change> changes, double toleranceSeconds) {
        int longest = 0;
        for (int place = 0; place < chain.size(); place++) {
            int last = changes.size() - 1;
            if (last >= 0 && chain.get(place).stage() == changes.get(last).to()) {
                longest = Math.max(longest, back(changes, place, toleranceSeconds));
            }
        }
        return longest;
    }

    /** From the last change, that was to a place, from change to change as far as the plan explains them. */
    private int back(List<Proof.Change> changes, int lastPlace, double toleranceSeconds) {
        Proof.Change end = changes.get(changes.size() - 1);
        int longest = 0;
        List<Before> open = List.of(new Before(lastPlace, 0));
        for (int i = changes.size() - 2; i >= 0 && !open.isEmpty(); i--) {
            Proof.Change change = changes.get(i);
            List<Before> found = new ArrayList<>();
            for (Before known : open) {
                for (Before before : before(known, change.to())) {
                    // Held against the last change, so that a small fault in each stage does not add up unseen.
                    if (change.lasted(end, before.seconds(), toleranceSeconds) && !found.contains(before)) {
                        found.add(before);
                    }
                }
            }
            open = found;
            longest = Math.max(
                    longest, open.stream().mapToInt(Before::seconds).max().orElse(0));
        }
        return longest;
    }

    /** Where the stage may have begun that was seen before a known place, as far as two cycles back. */
    private List<Before> before(Before known, int stage) {
        List<Before> found = new ArrayList<>();
        boolean[] open = new boolean[2 * chain.size() + 1];
        open[0] = true;
        for (int back = 0; back < open.length; back++) {
            int place = Math.floorMod(known.place() - back, chain.size());
            boolean begins = back > 0 && open[back];
            if (begins) {
                found.add(new Before(place, known.seconds() + secondsBack(known.place(), back)));
            }
            for (int further = back + 1; open[back] && further < open.length; further++) {
                int earlier = Math.floorMod(known.place() - further, chain.size());
                open[further] |= chain.get(earlier).stage() == stage;
                if (chain.get(earlier).occurrence() == Occurrence.FIXED) {
                    break;
                }
            }
        }
        return found;
    }

    private int secondsBack(int place, int back) {
        int earlier = Math.floorMod(place - back, chain.size());
        int seconds = Math.floorMod(starts[place] - starts[earlier], cycleSeconds);
        return seconds + back / chain.size() * cycleSeconds;
    }
}
