package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.LampState;
import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.PhaseSet;
import cn.haihe.signal.junction.SignalJunction;

/**
 * Runs a program stage by stage, one step a second. It changes to another program through a stage's end only, never
 * cuts a green below its minimum, and lets no phase go before what conflicts with it has cleared. A cycle that is not at
 * its offset is moved there by stages a little longer or shorter.
 */
final class Sequencer {
    private static final int POWER_ON_SECONDS = PhaseSteps.POWER_ON_FLASH_SECONDS + PhaseSteps.POWER_ON_RED_SECONDS;
    private static final Slot AFTER_POWER = Slot.allRed(POWER_ON_SECONDS);
    private static final Slot AFTER_FLASHING = Slot.allRed(PhaseSteps.POWER_ON_RED_SECONDS);
    /** Between two stages of which the one may not follow the other at once. */
    private static final Slot BETWEEN = Slot.allRed(2);

    private final SignalJunction junction;
    private final SlotLamps slotLamps;
    private final LampHistory lamps;

    private Program program;
    private Program wanted;
    private boolean hasten;
    /** The program and place that follow the current slot. */
    private Program nextProgram;

    private int place;
    private int nextPlace;
    /** Whether the current slot's end is settled: its green is about to flash. */
    private boolean decided;

    private Slot now;
    private long slotStart;
    private int greenEnd;
    private int slotSeconds;
    /** What the next slot still keeps, but not the one behind it; and the next slot's planned green. */
    private PhaseSet losingNext = PhaseSet.EMPTY;

    private int nextGreenSeconds;

    Sequencer(SignalJunction junction, SlotLamps slotLamps, Program first, long second) {
        this.junction = junction;
        this.slotLamps = slotLamps;
        lamps = new LampHistory(junction);
        powerOn(first, second);
    }

    void powerOn(Program first, long second) {
        start(AFTER_POWER, first, second);
    }

    /** Begins afresh with all red, after flashing or darkness. */
    void restart(Program first, long second) {
        start(AFTER_FLASHING, first, second);
    }

    private void start(Slot begin, Program first, long second) {
        lamps.forget();
        program = first;
        wanted = null;
        now = begin;
        place = 0;
        slotStart = second;
        nextProgram = first;
        nextPlace = 0;
        decided = false;
        losingNext = PhaseSet.EMPTY;
        greenEnd = begin.seconds();
        slotSeconds = begin.seconds();
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
        return lamps.shown();
    }

    /**
     * To be called once for each second, in order.
     *
     * @param wallSecond what the controller's clock shows, that offsets are counted by
     */
    void step(long second, long wallSecond, Calls calls) {
        if (wanted != null) {
            retarget(second);
        }
        if (!decided) {
            adapt(second, calls);
        }
        if (second - slotStart >= slotSeconds && lamps.haveCleared(nextPhases().without(now.phases()), second)) {
            enterNext(second, wallSecond);
        }
        showLamps(second);
    }

    private void showLamps(long second) {
        int elapsed = elapsedSeconds(second);
        if (now == AFTER_POWER) {
            slotLamps.writePowerOn(elapsed, lamps.shown());
        } else {
            slotLamps.write(now.phases(), nextPhases(), elapsed, greenEnd, slotSeconds, lamps.shown());
            flashAheadOfNext(slotSeconds - elapsed + nextGreenSeconds);
        }
        lamps.record(second);
    }

    /** A flash longer than the next slot's green begins in this one. */
    private void flashAheadOfNext(int secondsToLoss) {
        for (Phase phase : junction.phases()) {
            if (losingNext.contains(phase.number()) && secondsToLoss <= phase.greenFlashSeconds()) {
                lamps.flash(phase.number());
            }
        }
    }

    /** Aims the end of the current stage at the wanted program, unless that end has begun. */
    private void retarget(long second) {
        int elapsed = elapsedSeconds(second);
        if (elapsed > greenEnd - longestFlash(nextPhases())) {
            return;
        }
        boolean starting = now == AFTER_POWER || now == AFTER_FLASHING;
        boolean openEnded = program.style() == Program.Style.OPEN_ENDED;
        boolean soon = (hasten || openEnded) && !starting;
        nextPlace = wanted.placeOf(nextProgram.slot(nextPlace).stage());
        nextProgram = wanted;
        wanted = null;
        decided = false;
        setEnd(soon ? elapsed : Math.max(elapsed, greenEnd), second);
    }

    /** While the current green may still go on: how long it does, and what comes behind it. */
    private void adapt(long second, Calls calls) {
        int elapsed = elapsedSeconds(second);
        // What a stage on demand would keep or not is open until it is settled whether it comes.
        PhaseSet kept = nextProgram.hasStageOnDemand() ? PhaseSet.EMPTY : nextPhases();
        int flash = longestFlash(kept);
        boolean actuated = program.style() == Program.Style.ACTUATED
                && nextProgram == program
                && !now.phases().isEmpty();
        if (actuated) {
            setEnd(elapsed + flash + (wantsMore(elapsed + flash, calls) ? 1 : 0), second);
        }
        if (elapsed < greenEnd - flash) {
            return;
        }
        decided = true;
        int served = nextProgram.firstServed(nextPlace, calls);
        if (served != nextPlace) {
            int skipped = nextProgram == program && !actuated ? secondsBetween(nextPlace, served) : 0;
            int end = slotSeconds + skipped;
            nextPlace = served;
            setEnd(end - transitionToNext(), second);
        }
    }

    private int secondsBetween(int from, int to) {
        int seconds = 0;
        for (int at = from; at != to; at = (at + 1) % program.slots().size()) {
            seconds += program.slot(at).seconds();
        }
        return seconds;
    }

    /** Whether an actuated green goes on: its own keep coming and it is not too long, or nobody else waits. */
    private boolean wantsMore(int endSeconds, Calls calls) {
        boolean othersWait = false;
        for (int other = 0; other < program.slots().size(); other++) {
            othersWait |= other != place && program.isServed(other, calls);
        }
        return !othersWait || endSeconds < longestMaxGreen() && calls.isExtended(now.phases());
    }

    private boolean goesThroughAllRed() {
        return junction.transitions()
                .isForbidden(now.stage(), nextProgram.slot(nextPlace).stage());
    }

    private PhaseSet nextPhases() {
        return goesThroughAllRed()
                ? BETWEEN.phases()
                : nextProgram.slot(nextPlace).phases();
    }

    private void enterNext(long second, long wallSecond) {
        if (goesThroughAllRed()) {
            now = BETWEEN;
            slotStart = second;
            decided = true;
            setEnd(BETWEEN.seconds(), second);
            return;
        }
        program = nextProgram;
        place = nextPlace;
        now = program.slot(place);
        slotStart = second;
        nextPlace = (place + 1) % program.slots().size();
        decided = false;
        int seconds = now.seconds();
        if (program.style() == Program.Style.ALIGNED) {
            seconds = new Alignment(program, junction).seconds(place, wallSecond);
        } else if (program.style() == Program.Style.ACTUATED) {
            seconds = 0;
        }
        setEnd(seconds - transitionToNext(), second);
    }

    private int transitionToNext() {
        return junction.transitionSeconds(now.phases(), nextPhases());
    }

    /** Sets when the current stage loses its green: as asked, but none below its minimum, and each flashes in full. */
    private void setEnd(int wantedGreenEnd, long second) {
        PhaseSet next = nextPhases();
        int end = Math.max(0, wantedGreenEnd);
        PhaseSet losing = now.phases().without(next);
        for (Phase phase : junction.phases()) {
            if (losing.contains(phase.number())) {
                long since = lamps.greenSince(phase.number()).orElse(slotStart);
                long flashes = lamps.flashSince(phase.number()).orElse(second);
                long least = Math.max(since + phase.minGreenSeconds(), flashes + phase.greenFlashSeconds());
                end = Math.max(end, (int) (least - slotStart));
            }
        }
        greenEnd = end;
        slotSeconds = end + junction.transitionSeconds(now.phases(), next);
        lookBeyondNext();
    }

    private void lookBeyondNext() {
        losingNext = PhaseSet.EMPTY;
        if (!goesThroughAllRed() && nextProgram.style() == Program.Style.ALIGNED) {
            Slot next = nextProgram.slot(nextPlace);
            PhaseSet beyond = nextProgram.slot(nextPlace + 1).phases();
            losingNext = now.phases().and(next.phases()).without(beyond);
            nextGreenSeconds = next.seconds() - junction.transitionSeconds(next.phases(), beyond);
        }
    }

    /** Of what the current slot has and is not kept. */
    private int longestFlash(PhaseSet kept) {
        int longest = 0;
        for (Phase phase : junction.phases()) {
            if (now.phases().contains(phase.number()) && !kept.contains(phase.number())) {
                longest = Math.max(longest, phase.greenFlashSeconds());
            }
        }
        return longest;
    }

    private int longestMaxGreen() {
        int longest = 0;
        for (Phase phase : junction.phases()) {
            if (now.phases().contains(phase.number())) {
                longest = Math.max(longest, phase.maxGreenSeconds());
            }
        }
        return longest;
    }
}
