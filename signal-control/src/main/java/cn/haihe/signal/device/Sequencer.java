package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.LampState;
import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.PhaseSet;
import cn.haihe.signal.junction.SignalJunction;
import java.util.Arrays;
import java.util.function.ToIntFunction;

/**
 * Runs a program stage by stage, one step a second. It changes to another program through a stage's end only, never
 * cuts a green below its minimum, and lets no phase go before what conflicts with it has cleared. A cycle that is not at
 * its offset is moved there by stages a little longer or shorter.
 */
final class Sequencer {
    private static final Slot START_UP = Slot.allRed(10);
    private static final int CYCLES_TO_OFFSET = 3;
    /** A stage is lengthened by at most this share to reach the offset. */
    private static final double MOST_LENGTHENING = 0.4;

    private static final long NEVER = Long.MIN_VALUE / 2;

    private final SignalJunction junction;
    private final LampState[] lamps = new LampState[Phase.MAX_NUMBER + 1];
    private final long[] greenSince = new long[Phase.MAX_NUMBER + 1];
    private final long[] greenUntil = new long[Phase.MAX_NUMBER + 1];

    private Program program;
    private Program wanted;
    private boolean hasten;
    /** The program and place that follow the current slot. */
    private Program nextProgram;

    private int nextPlace;
    private Slot now;
    private long slotStart;
    private int greenEnd;
    private int slotSeconds;

    Sequencer(SignalJunction junction, Program first, long second) {
        this.junction = junction;
        start(first, second);
    }

    /** Begins afresh with all red, after power-on or flashing. */
    void start(Program first, long second) {
        Arrays.fill(lamps, LampState.RED);
        Arrays.fill(greenSince, NEVER);
        Arrays.fill(greenUntil, NEVER);
        program = first;
        wanted = null;
        now = START_UP;
        slotStart = second;
        nextProgram = first;
        nextPlace = 0;
        greenEnd = START_UP.seconds();
        slotSeconds = START_UP.seconds();
    }

    /** @param atOnce go there as soon as minimum greens and clearances allow, not at the stage's planned end */
    void change(Program to, boolean atOnce) {
        wanted = to;
        hasten = atOnce;
    }

    Program program() {
        return program;
    }

    int stage() {
        return now.stage();
    }

    int elapsedSeconds(long second) {
        return (int) (second - slotStart);
    }

    int remainingSeconds(long second) {
        return Math.max(0, slotSeconds - elapsedSeconds(second));
    }

    boolean isInTransition(long second) {
        return elapsedSeconds(second) >= greenEnd;
    }

    LampState[] lamps() {
        return lamps;
    }

    /** To be called once for each second, in order. */
    void step(long second) {
        if (wanted != null) {
            retarget(second);
        }
        if (second - slotStart >= slotSeconds && hasCleared(second)) {
            enterNext(second);
        }
        LampState[] before = lamps.clone();
        PhaseSet next = nextProgram.slot(nextPlace).phases();
        SlotLamps.write(junction, now.phases(), next, elapsedSeconds(second), greenEnd, lamps);
        for (Phase phase : junction.phases()) {
            boolean was = before[phase.number()].isGreen();
            boolean is = lamps[phase.number()].isGreen();
            if (is && !was) {
                greenSince[phase.number()] = second;
            } else if (was && !is) {
                greenUntil[phase.number()] = second;
            }
        }
    }

    /** Aims the end of the current stage at the wanted program, unless that end has begun. */
    private void retarget(long second) {
        int elapsed = elapsedSeconds(second);
        int flash = longest(now.phases(), Phase::greenFlashSeconds);
        if (elapsed > greenEnd - flash) {
            return;
        }
        int place = placeOf(wanted, nextProgram.slot(nextPlace).stage());
        int earliest = elapsed + flash;
        nextProgram = wanted;
        nextPlace = place;
        wanted = null;
        boolean openEnded = !program.aligned();
        boolean soon = (hasten || openEnded) && now != START_UP;
        setEnd(soon ? earliest : Math.max(earliest, greenEnd));
    }

    /** The place of a stage in a program; its beginning where it does not have the stage. */
    private static int placeOf(Program program, int stage) {
        for (int i = 0; i < program.slots().size(); i++) {
            if (program.slots().get(i).stage() == stage) {
                return i;
            }
        }
        return 0;
    }

    private void enterNext(long second) {
        program = nextProgram;
        int place = nextPlace;
        now = program.slot(place);
        slotStart = second;
        nextPlace = (place + 1) % program.slots().size();
        PhaseSet next = program.slot(nextPlace).phases();
        int seconds = program.aligned() ? towardsOffset(place, second) : now.seconds();
        setEnd(seconds - junction.transitionSeconds(now.phases(), next));
    }

    /** The slot's seconds, moved towards where the clock says that it should end. */
    private int towardsOffset(int place, long second) {
        int planned = now.seconds();
        long ideal = program.offsetSeconds() + program.beginsAt(place);
        int late = (int) Math.floorMod(second - ideal, (long) program.cycleSeconds());
        int spareInCycle = 0;
        for (int i = 0; i < program.slots().size(); i++) {
            spareInCycle += spareSeconds(i);
        }
        if (late <= Math.min(program.cycleSeconds() / 2, CYCLES_TO_OFFSET * spareInCycle)) {
            return planned - Math.min(late, spareSeconds(place));
        }
        int early = program.cycleSeconds() - late;
        return planned + Math.min(early, Math.max(1, (int) (planned * MOST_LENGTHENING)));
    }

    /** How much shorter a slot may be with every phase in it still at its minimum green. */
    private int spareSeconds(int place) {
        PhaseSet here = program.slot(place).phases();
        int transition =
                junction.transitionSeconds(here, program.slot(place + 1).phases());
        return Math.max(0, program.slot(place).seconds() - longest(here, Phase::minGreenSeconds) - transition);
    }

    /** Sets when the current stage loses its green: as asked, but no phase below its minimum. */
    private void setEnd(int wantedGreenEnd) {
        PhaseSet next = nextProgram.slot(nextPlace).phases();
        int end = wantedGreenEnd;
        for (Phase phase : junction.phases()) {
            int number = phase.number();
            if (now.phases().contains(number) && !next.contains(number)) {
                boolean running = lamps[number].isGreen();
                long since = running ? greenSince[number] : slotStart;
                end = Math.max(end, (int) (since + phase.minGreenSeconds() - slotStart));
            }
        }
        greenEnd = end;
        slotSeconds = end + junction.transitionSeconds(now.phases(), next);
    }

    private boolean hasCleared(long second) {
        PhaseSet gaining = nextProgram.slot(nextPlace).phases().without(now.phases());
        return gaining.numbers()
                .allMatch(phase -> junction.phases().stream().allMatch(losing -> {
                    long ended = greenUntil[losing.number()];
                    return ended == NEVER
                            || second - ended >= junction.intergreens().seconds(losing.number(), phase)
                            || !junction.conflicts().conflicts(losing.number(), phase);
                }));
    }

    private int longest(PhaseSet phases, ToIntFunction<Phase> seconds) {
        return phases.numbers()
                .map(number -> seconds.applyAsInt(junction.getPhase(number)))
                .max()
                .orElse(0);
    }
}
