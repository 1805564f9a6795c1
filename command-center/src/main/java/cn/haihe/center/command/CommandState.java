package cn.haihe.center.command;

import cn.haihe.signal.priority.Act;
import cn.haihe.signal.priority.Authority;
import cn.haihe.signal.priority.JunctionConductor.Hindrance;
import cn.haihe.signal.priority.Recovery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is commanded of one junction.
 *
 * @param now what it is to do; empty while it goes back to its plan, is hindered, or was left alone
 * @param claims all of them, those without effect too
 * @param recovery the one under way, or the last one since the hub started
 */
public record CommandState(
        String junctionId,
        Optional<Now> now,
        Optional<Hindrance> hindrance,
        boolean recovering,
        List<Claimed> claims,
        Optional<Recovery> recovery,
        Optional<String> failure) {
    public CommandState {
        claims = List.copyOf(claims);
    }

    /**
     * @param until when it ends by itself
     */
    public record Now(Act act, Authority authority, String claimId, String by, String reason, Instant until) {}

    /**
     * @param served whether what is commanded now serves it
     * @param designChanged its stages are those of another design of the junction: it has no effect
     */
    public record Claimed(
            String claimId,
            Authority authority,
            List<Integer> stages,
            String by,
            String reason,
            Optional<Instant> arrivalAt,
            Instant expiresAt,
            boolean served,
            boolean designChanged) {}
}
