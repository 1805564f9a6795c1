package cn.haihe.signal.device;

import cn.haihe.signal.junction.PhaseSet;

/** A stage's place in a running program: its green and the transition behind it. Stage 0 is all red. */
record Slot(int stage, PhaseSet phases, int seconds) {
    static Slot allRed(int seconds) {
        return new Slot(0, PhaseSet.EMPTY, seconds);
    }
}
