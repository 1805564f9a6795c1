package cn.haihe.signal.device;

import cn.haihe.signal.junction.PhaseSet;

/**
 * A stage's place in a running program: its green and the transition behind it. Stage 0 is all red.
 *
 * @param onDemand comes only when something asks for it
 */
record Slot(int stage, PhaseSet phases, int seconds, boolean onDemand) {
    static Slot fixed(int stage, PhaseSet phases, int seconds) {
        return new Slot(stage, phases, seconds, false);
    }

    static Slot allRed(int seconds) {
        return fixed(0, PhaseSet.EMPTY, seconds);
    }

    Slot longer(int moreSeconds) {
        return new Slot(stage, phases, seconds + moreSeconds, onDemand);
    }
}
