package cn.haihe.signal.adaptive;

import java.util.OptionalInt;

/**
 * Remembers of each lane what a single look does not tell: whether those who have green do pass, and how long those who
 * have none have been waiting.
 */
final class LaneWatch {
    /** Nobody waits longer than this before the lane's turn comes, whatever that costs others. */
    static final int LONGEST_WAIT_SECONDS = 120;

    /** A lane in which nobody is seen has its turn after so long all the same: somebody may wait there unseen, */
    static final int LONGEST_RED_SECONDS = 300;
    /** if so many usually come in that time. */
    private static final double COME_MEANWHILE = 3;

    /** So many vehicles may fail to come before a lane counts as blocked. */
    private static final double PATIENCE_VEHICLES = 1.5;

    private static final double PASSING_WEIGHT = 0.25;

    private final JunctionModel model;
    private final double[] missed;
    private final int[] waitedSeconds;
    private final int[] redSeconds;
    private final boolean[] waits;
    /** By pedestrian phase: there may always be somebody who wants to walk. */
    private final int[] walkWaitedSeconds;
    /** By lane, vehicles that passed a second, of the last few seconds. */
    private final double[] passing;

    LaneWatch(JunctionModel model) {
        this.model = model;
        missed = new double[model.laneCount()];
        waitedSeconds = new int[model.laneCount()];
        redSeconds = new int[model.laneCount()];
        waits = new boolean[model.laneCount()];
        walkWaitedSeconds = new int[model.walkCount()];
        passing = new double[model.laneCount()];
    }

    /**
     * To be called each second.
     *
     * @param stage that has its green, or had it last
     * @param greenSeconds for how long, negative while stages change
     */
    void see(TrafficPicture picture, DischargeRates rates, int stage, int greenSeconds) {
        for (int walk = 0; walk < walkWaitedSeconds.length; walk++) {
            boolean walks = model.mayWalk(walk, stage) && greenSeconds >= 0;
            walkWaitedSeconds[walk] = walks ? 0 : walkWaitedSeconds[walk] + 1;
        }
        for (int lane = 0; lane < missed.length; lane++) {
            passing[lane] += PASSING_WEIGHT * (picture.passed()[lane] - passing[lane]);
        }
        for (int lane = 0; lane < missed.length; lane++) {
            JunctionModel.Service service = model.service(stage, lane);
            boolean open = service.isOpen() && greenSeconds > DischargeRates.START_LOSS_SECONDS;
            boolean passes = picture.passed()[lane] > 0;
            waits[lane] = picture.waiting()[lane];
            if (!open || passes || !waits[lane]) {
                missed[lane] = 0;
            } else {
                missed[lane] += rates.perSecond(stage, lane, DischargeRates.foes(service, passing));
            }
            waitedSeconds[lane] = passes || !waits[lane] ? 0 : waitedSeconds[lane] + 1;
            redSeconds[lane] = service.isOpen() && greenSeconds >= 0 ? 0 : redSeconds[lane] + 1;
        }
    }

    /**
     * How much of a lane's usual discharge is still to be expected in the present green, 0 to 1: who has green, waits and yet
     * does not pass is taken to be blocked, the surer the longer it lasts.
     */
    double flowing(int lane) {
        return Math.exp(-Math.max(0, missed[lane] - PATIENCE_VEHICLES));
    }

    /** Vehicles that leave a lane in a second, as in the last few seconds. */
    double passing(int lane) {
        return passing[lane];
    }

    /** Whether a lane that this stage serves has somebody who waits and is not blocked. */
    boolean isLeaving(int stage) {
        for (int lane = 0; lane < waits.length; lane++) {
            if (model.service(stage, lane).isOpen() && waits[lane] && missed[lane] <= PATIENCE_VEHICLES) {
                return true;
            }
        }
        return false;
    }

    /** The lane that has waited longest of those that have waited too long and that this stage does not serve. */
    OptionalInt findStarving(int stage) {
        int longest = -1;
        for (int lane = 0; lane < waitedSeconds.length; lane++) {
            boolean unserved = !model.service(stage, lane).isOpen() || missed[lane] > PATIENCE_VEHICLES;
            boolean isTooLong = waitedSeconds[lane] >= LONGEST_WAIT_SECONDS || mayWaitUnseen(lane);
            boolean isFirst = longest < 0 || sinceServed(lane) > sinceServed(longest);
            if (isTooLong && unserved && isFirst && model.isEverOpen(lane)) {
                longest = lane;
            }
        }
        return longest < 0 ? OptionalInt.empty() : OptionalInt.of(longest);
    }

    private boolean mayWaitUnseen(int lane) {
        return redSeconds[lane] >= LONGEST_RED_SECONDS
                && redSeconds[lane] * model.usualPerSecond(lane) >= COME_MEANWHILE;
    }

    /** Who waits unseen is taken to have come when those do who are seen to wait too long. */
    private int sinceServed(int lane) {
        return Math.max(waitedSeconds[lane], redSeconds[lane] - LONGEST_RED_SECONDS + LONGEST_WAIT_SECONDS);
    }

    /** The pedestrian phase that has been red longest of those that were too long. */
    OptionalInt findStarvingWalk() {
        int longest = -1;
        for (int walk = 0; walk < walkWaitedSeconds.length; walk++) {
            boolean tooLong = walkWaitedSeconds[walk] >= LONGEST_WAIT_SECONDS;
            if (tooLong && (longest < 0 || walkWaitedSeconds[walk] > walkWaitedSeconds[longest])) {
                longest = walk;
            }
        }
        return longest < 0 ? OptionalInt.empty() : OptionalInt.of(longest);
    }
}
