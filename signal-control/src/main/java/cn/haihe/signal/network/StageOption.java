package cn.haihe.signal.network;

import java.util.List;

/**
 * A stage that an intersection may show.
 *
 * @param id its place in the intersection's list of stages
 * @param aspects what each signal shows
 * @param clearance to the next stage in the intersection's list
 */
public record StageOption(
        int id, List<Aspect> aspects, double minGreenSeconds, double maxGreenSeconds, Clearance clearance) {
    public StageOption {
        aspects = List.copyOf(aspects);
        if (!(minGreenSeconds > 0 && minGreenSeconds <= maxGreenSeconds && maxGreenSeconds <= 3_600)) {
            throw new IllegalArgumentException(
                    "stage " + id + ": green " + minGreenSeconds + " to " + maxGreenSeconds + " s");
        }
    }

    public boolean isOpen(int signal) {
        return aspects.get(signal).isOpen();
    }

    /** Whether a signal that this stage opens is closed in the other. */
    public boolean losesGreenTowards(StageOption next) {
        for (int signal = 0; signal < aspects.size(); signal++) {
            if (isOpen(signal) && !next.isOpen(signal)) {
                return true;
            }
        }
        return false;
    }
}
