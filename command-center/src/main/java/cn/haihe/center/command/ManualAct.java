package cn.haihe.center.command;

import cn.haihe.center.signals.Fingerprint;
import cn.haihe.signal.priority.Act;
import cn.haihe.signal.priority.Claim;
import java.time.Instant;
import java.util.Optional;

/**
 * What a person has a junction do by hand.
 *
 * @param request acts that were asked for together
 * @param needsSecond whether it is without effect until a second person approves
 * @param design fingerprint of the design that its stage is of; empty where it has none
 */
public record ManualAct(
        long number,
        long request,
        String junctionId,
        Act act,
        String reason,
        String setBy,
        Instant setAt,
        Instant expiresAt,
        boolean needsSecond,
        Optional<String> approvedBy,
        Optional<Fingerprint> design) {
    public enum State {
        WAITS_FOR_SECOND,
        IN_FORCE
    }

    public State state() {
        return needsSecond && approvedBy.isEmpty() ? State.WAITS_FOR_SECOND : State.IN_FORCE;
    }

    public boolean isDangerous() {
        return act instanceof Act.Lamps;
    }

    /** @throws IllegalStateException while it waits for a second person */
    public Claim claim() {
        if (state() != State.IN_FORCE) {
            throw new IllegalStateException("act " + number + " waits for a second person");
        }
        String id = "act-" + number;
        return act instanceof Act.Hold hold
                ? Claim.hold(id, hold.stage(), setAt, expiresAt)
                : Claim.lamps(id, (Act.Lamps) act, setAt, expiresAt);
    }
}
