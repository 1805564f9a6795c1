package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.LampState;
import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.SignalJunction;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Somebody in the street who knows the junction and sees its lamps, nothing else: counts what endangers people there. It
 * shares no code with the controller, so that it can bear witness for or against it. What it sees are whole seconds.
 */
public final class SafetyWitness implements LampWatcher {
    private static final int MOST_KEPT = 20;

    public enum Danger {
        /** Of two phases that conflict one has green while the other has green or yellow. */
        CONFLICT,
        /** A green began before what conflicts with it had cleared. */
        SHORT_CLEARANCE,
        SHORT_GREEN,
        /** A green ended without having flashed for as long as it should. */
        SHORT_FLASH,
        /** A green of vehicles ended with no yellow, or with too little. */
        SHORT_YELLOW,
        /** A group shows nothing while the junction runs. */
        DARK
    }

    /** @param other the second phase that it is about; the same where there is none */
    public record Incident(long second, Danger danger, int phase, int other) {}

    private final SignalJunction junction;
    private final Set<Integer> outOfService;
    private final Group[] groups;
    private final Map<Danger, Integer> counts = new EnumMap<>(Danger.class);
    private final List<Incident> incidents = new ArrayList<>(0);
    private long lastSecond = Long.MIN_VALUE;

    private static final class Group {
        private LampState state = LampState.RED;
        /** Seconds of it; meaningless where it has not been seen to begin. */
        private long since;

        private boolean beganInSight;
        private boolean flashes;
        private long flashesSince;
        private long wentUntil;
        private boolean hasGone;
    }

    public SafetyWitness(SignalJunction junction) {
        this(junction, Set.of());
    }

    /** @param outOfService groups that stay dark on purpose */
    public SafetyWitness(SignalJunction junction, Set<Integer> outOfService) {
        this.junction = junction;
        this.outOfService = Set.copyOf(outOfService);
        groups = new Group[junction.phases().size() + 1];
        lookAfresh();
    }

    private void lookAfresh() {
        for (int number = 1; number < groups.length; number++) {
            groups[number] = new Group();
        }
    }

    @Override
    public synchronized void shown(long second, LampState[] lamps) {
        boolean blinked = second != lastSecond + 1;
        lastSecond = second;
        if (blinked || isFlashingOrDark(lamps)) {
            lookAfresh();
        }
        if (isFlashingOrDark(lamps)) {
            return;
        }
        for (Phase phase : junction.phases()) {
            int number = phase.number();
            if (lamps[number] == LampState.OFF && !outOfService.contains(number)) {
                saw(second, Danger.DARK, number, number);
            }
            if (lamps[number].isGreen()) {
                lookAcross(second, number, lamps);
            }
        }
        for (Phase phase : junction.phases()) {
            LampState now = lamps[phase.number()];
            Group group = groups[phase.number()];
            boolean flashes = now == LampState.GREEN_FLASH;
            if (flashes && !group.flashes) {
                group.flashesSince = second;
            }
            if (kind(now) != kind(group.state)) {
                turned(second, phase, group, now);
                group.state = now;
                group.since = second;
                group.beganInSight = !blinked;
            }
            group.flashes = flashes;
        }
    }

    /** Nobody has right of way by the lamps then, and everybody takes care. */
    private static boolean isFlashingOrDark(LampState[] lamps) {
        for (int number = 1; number < lamps.length; number++) {
            boolean steady = lamps[number] == LampState.RED
                    || lamps[number] == LampState.YELLOW
                    || lamps[number] == LampState.RED_YELLOW
                    || lamps[number].isGreen();
            if (steady) {
                return false;
            }
        }
        return true;
    }

    private void lookAcross(long second, int number, LampState[] lamps) {
        boolean begins = !groups[number].state.isGreen();
        for (int other = 1; other < groups.length; other++) {
            if (!junction.conflicts().conflicts(number, other)) {
                continue;
            }
            boolean otherGoes = lamps[other].isGreen() || lamps[other] == LampState.YELLOW;
            if (otherGoes) {
                saw(second, Danger.CONFLICT, number, other);
            } else if (begins && groups[other].state.isGreen()) {
                saw(second, Danger.SHORT_CLEARANCE, number, other);
            } else if (begins
                    && groups[other].hasGone
                    && second - groups[other].wentUntil < junction.intergreens().seconds(other, number)) {
                saw(second, Danger.SHORT_CLEARANCE, number, other);
            }
        }
    }

    private void turned(long second, Phase phase, Group group, LampState now) {
        long lasted = second - group.since;
        if (group.state.isGreen()) {
            group.wentUntil = second;
            group.hasGone = true;
            if (group.beganInSight && lasted < phase.minGreenSeconds()) {
                saw(second, Danger.SHORT_GREEN, phase.number(), phase.number());
            }
            long flashed = group.flashes ? second - group.flashesSince : 0;
            if (group.beganInSight && flashed < phase.greenFlashSeconds()) {
                saw(second, Danger.SHORT_FLASH, phase.number(), phase.number());
            }
            if (phase.amberSeconds() > 0 && now != LampState.YELLOW) {
                saw(second, Danger.SHORT_YELLOW, phase.number(), phase.number());
            }
        } else if (group.state == LampState.YELLOW && group.beganInSight && lasted < phase.amberSeconds()) {
            saw(second, Danger.SHORT_YELLOW, phase.number(), phase.number());
        }
    }

    /** Steady and flashing green are one green. */
    private static LampState kind(LampState state) {
        return state.isGreen() ? LampState.GREEN : state;
    }

    private void saw(long second, Danger danger, int phase, int other) {
        counts.merge(danger, 1, Integer::sum);
        if (incidents.size() < MOST_KEPT) {
            incidents.add(new Incident(second, danger, phase, other));
        }
    }

    /** How many dangers it saw; each second of one counts. */
    public synchronized int unsafeStates() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    public synchronized Map<Danger, Integer> counts() {
        return Map.copyOf(counts);
    }

    /** The first of them, for people. */
    public synchronized List<Incident> incidents() {
        return List.copyOf(incidents);
    }
}
