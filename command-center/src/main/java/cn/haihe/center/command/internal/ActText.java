package cn.haihe.center.command.internal;

import cn.haihe.signal.priority.Act;

/** Acts as the contract and the tables name them. */
final class ActText {
    static final String HOLD = "HOLD";

    private ActText() {}

    static String name(Act act) {
        return act instanceof Act.Lamps lamps ? lamps.kind().name() : HOLD;
    }

    /** Null where it is of no stage. */
    static Integer stage(Act act) {
        return act instanceof Act.Hold hold ? hold.stage() : null;
    }

    static Act act(String name, Short stage) {
        return name.equals(HOLD) ? new Act.Hold(stage) : new Act.Lamps(Act.Lamps.Kind.valueOf(name));
    }
}
