package cn.haihe.center.command.internal;

import cn.haihe.center.command.CommandState;
import cn.haihe.center.command.ManualAct;
import cn.haihe.center.signals.SignalField;
import cn.haihe.signal.priority.Authority;
import cn.haihe.signal.priority.JunctionConductor.Hindrance;
import cn.haihe.signal.priority.Recovery;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Commands in the form of the contract. */
public final class CommandViews {
    private CommandViews() {}

    /** @param stage null unless one is held */
    public record Now(
            String act, Integer stage, Authority authority, String claimId, String by, String reason, Instant until) {}

    /**
     * @param designChanged its stage is one of another design of the junction: it has no effect
     * @param approvedBy null where none is needed, or there was none yet
     */
    public record Act(
            long number,
            String junctionId,
            String act,
            Integer stage,
            String reason,
            String setBy,
            Instant setAt,
            Instant expiresAt,
            String approvedBy,
            ManualAct.State state,
            boolean designChanged) {}

    /** @param provenAt null until mode, plan and every stage of the plan were seen again */
    public record Return(
            Instant releasedAt, Instant deadline, Instant provenAt, boolean late, List<Integer> unservedStages) {}

    /** @param now null where nothing is commanded */
    public record Junction(
            String junctionId,
            Now now,
            Hindrance hindrance,
            boolean recovering,
            String failure,
            List<Act> acts,
            List<CommandState.Claimed> claims,
            Return recovery) {}

    /** @param approval id of what a second person has to approve; null where none is needed */
    public record Commanded(List<Act> acts, Long approval) {}

    public static Act act(ManualAct act, SignalField field) {
        return new Act(
                act.number(),
                act.junctionId(),
                ActText.name(act.act()),
                ActText.stage(act.act()),
                act.reason(),
                act.setBy(),
                act.setAt(),
                act.expiresAt(),
                act.approvedBy().orElse(null),
                act.state(),
                field.hasCity()
                        && act.design()
                                .filter(said -> !field.isOfToday(act.junctionId(), said))
                                .isPresent());
    }

    public static Junction junction(
            String id, Optional<CommandState> state, List<ManualAct> acts, SignalField field, Clock clock) {
        return new Junction(
                id,
                state.flatMap(CommandState::now).map(CommandViews::now).orElse(null),
                state.flatMap(CommandState::hindrance).orElse(null),
                state.map(CommandState::recovering).orElse(false),
                state.flatMap(CommandState::failure).orElse(null),
                acts.stream().map(act -> act(act, field)).toList(),
                state.map(CommandState::claims).orElse(List.of()),
                state.flatMap(CommandState::recovery)
                        .map(recovery -> recovery(recovery, clock))
                        .orElse(null));
    }

    private static Now now(CommandState.Now now) {
        return new Now(
                ActText.name(now.act()),
                ActText.stage(now.act()),
                now.authority(),
                now.claimId(),
                now.by(),
                now.reason(),
                now.until());
    }

    private static Return recovery(Recovery recovery, Clock clock) {
        return new Return(
                recovery.releasedAt(),
                recovery.deadline(),
                recovery.provenAt().orElse(null),
                recovery.isLate(clock.instant()),
                recovery.unserved().stream().sorted().toList());
    }
}
