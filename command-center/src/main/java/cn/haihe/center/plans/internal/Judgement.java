package cn.haihe.center.plans.internal;

import cn.haihe.center.plans.Observed.Condition;
import cn.haihe.center.signals.JunctionHold;
import cn.haihe.center.signals.SignalState;
import cn.haihe.signal.fieldbus.Communication;
import cn.haihe.signal.fieldbus.ControlMode;
import java.util.Optional;

/**
 * What is to be done about a junction, by what is seen of it alone.
 *
 * @param condition of the junction as long as nothing is done
 */
record Judgement(Act act, Condition condition, String detail) {
    /** What the reconciler may do. */
    enum Act {
        NOTHING,
        /** Nothing now, and whatever was known of its controller may be otherwise when it comes back. */
        FORGET,
        /** The plan runs: keep watching. */
        KEEP,
        PUSH
    }

    static Judgement of(
            int wantedNumber, boolean hasController, Optional<SignalState> state, Optional<JunctionHold> hold) {
        if (hold.isPresent()) {
            return new Judgement(
                    Act.FORGET,
                    Condition.HELD,
                    hold.get().by() + ": " + hold.get().reason() + ", until "
                            + hold.get().until());
        }
        if (!hasController) {
            return new Judgement(Act.FORGET, Condition.NO_CONTROLLER, "no controller is registered");
        }
        Communication line = state.map(SignalState::communication).orElse(Communication.UNKNOWN);
        if (line == Communication.OFFLINE || line == Communication.UNKNOWN) {
            return new Judgement(
                    Act.FORGET,
                    Condition.OFFLINE,
                    line == Communication.UNKNOWN ? "its controller was never heard" : "its controller is silent");
        }
        return state.flatMap(SignalState::live)
                .map(live -> of(wantedNumber, live))
                .orElse(new Judgement(Act.PUSH, Condition.WAITING, "its controller did not tell its state yet"));
    }

    private static Judgement of(int wantedNumber, SignalState.Live live) {
        ControlMode mode = live.mode();
        boolean runs = live.plan().filter(number -> number == wantedNumber).isPresent();
        return switch (mode) {
            case FLASH, ALL_RED, OFF ->
                new Judgement(
                        Act.FORGET,
                        Condition.FAIL_SAFE,
                        "it is in " + mode + " though nobody here commands it: a person has to see why first");
            case LOCAL_MANUAL ->
                new Judgement(Act.FORGET, Condition.MANUAL_AT_CABINET, "someone controls it by hand at the cabinet");
            case CENTER ->
                runs
                        ? new Judgement(Act.KEEP, Condition.WAITING, "")
                        : new Judgement(Act.PUSH, Condition.WAITING, "it runs " + plan(live));
            default -> new Judgement(Act.PUSH, Condition.WAITING, "it is in mode " + mode + " and runs " + plan(live));
        };
    }

    private static String plan(SignalState.Live live) {
        return live.plan().map(number -> "plan " + number).orElse("no plan");
    }
}
