package cn.haihe.signal.device;

import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.PhaseSet;
import cn.haihe.signal.junction.SignalJunction;

/**
 * How a running cycle is brought to its offset: by stages cut down to their minimum greens where two cycles of that are
 * enough, else by stages up to half longer, which reaches any offset in about two cycles.
 */
final class Alignment {
    private static final int CYCLES_OF_SHORTENING = 2;
    private static final double MOST_LENGTHENING = 0.5;

    private final Program program;
    private final SignalJunction junction;

    Alignment(Program program, SignalJunction junction) {
        this.program = program;
        this.junction = junction;
    }

    /** The slot's seconds, moved towards where the clock says that it should end. */
    int seconds(int place, long wallSecond) {
        int planned = program.slot(place).seconds();
        long ideal = (long) program.offsetSeconds() + program.beginsAt(place);
        int late = (int) Math.floorMod(wallSecond - ideal, (long) program.cycleSeconds());
        if (late == 0) {
            return planned;
        }
        int spareInCycle = 0;
        for (int i = 0; i < program.slots().size(); i++) {
            spareInCycle += spareSeconds(i);
        }
        if (late <= Math.min(program.cycleSeconds() / 2, CYCLES_OF_SHORTENING * spareInCycle)) {
            return planned - Math.min(late, spareSeconds(place));
        }
        int early = program.cycleSeconds() - late;
        return planned + Math.min(early, (int) Math.ceil(planned * MOST_LENGTHENING));
    }

    /** How much shorter a slot may be with every phase in it still at its minimum green. */
    private int spareSeconds(int place) {
        PhaseSet here = program.slot(place).phases();
        int least = 0;
        for (Phase phase : junction.phases()) {
            if (here.contains(phase.number())) {
                least = Math.max(least, phase.minGreenSeconds());
            }
        }
        int transition =
                junction.transitionSeconds(here, program.slot(place + 1).phases());
        return Math.max(0, program.slot(place).seconds() - least - transition);
    }
}
