package cn.haihe.center.adaptive.internal;

import cn.haihe.signal.adaptive.AdaptiveControl;
import cn.haihe.signal.adaptive.AdaptiveState;
import cn.haihe.signal.adaptive.ShadowComparison;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Adaptive control in the form of the contract. */
public final class AdaptiveViews {
    private AdaptiveViews() {}

    /**
     * A junction as people see it.
     *
     * @param shadow whether nothing is commanded, only compared
     * @param pausedBy who has the junction instead just now, null for nobody
     * @param reason why it is adaptive
     * @param wantedStage of one in shadow: that adaptive control would have
     * @param detail why it does not go by its detectors, null while it does or is paused
     * @param comparison of one in shadow; null for others
     */
    public record Controlled(
            String junctionId,
            boolean shadow,
            String by,
            String reason,
            Instant since,
            String pausedBy,
            AdaptiveState.Mode mode,
            Integer stage,
            Integer wantedStage,
            long commands,
            long failures,
            Set<Integer> distrustedDetectors,
            String detail,
            Comparison comparison,
            Instant asOf) {}

    /**
     * Since the shadow began or the hub started: two runs of one queue model with the arrivals that the detectors told of.
     *
     * @param liveDelaySeconds mean of a vehicle under the stages that the street had; null while nobody came
     * @param adaptiveDelaySeconds the same under those that adaptive control would have chosen
     * @param agreement share of the time in which both had the same stage, 0 to 1; null while nothing is compared
     */
    public record Comparison(
            long seconds, double vehicles, Double liveDelaySeconds, Double adaptiveDelaySeconds, Double agreement) {}

    /** One that was adaptive when the hub ended, and is not any more. */
    record Lapsed(AdaptiveStore.Kept kept, String detail, Instant at) {}

    static Controlled of(AdaptiveDesk.Taken here, AdaptiveControl control) {
        AdaptiveStore.Kept kept = here.kept();
        Optional<AdaptiveState> state = control.findState(kept.junctionId());
        return new Controlled(
                kept.junctionId(),
                !here.acts(),
                kept.by(),
                kept.reason(),
                kept.since(),
                here.pausedBy().orElse(null),
                state.map(AdaptiveState::mode).orElse(AdaptiveState.Mode.RELEASED),
                state.flatMap(AdaptiveState::stage).orElse(null),
                state.flatMap(AdaptiveState::wanted).orElse(null),
                state.map(AdaptiveState::commands).orElse(0L),
                state.map(AdaptiveState::failures).orElse(0L),
                state.map(AdaptiveState::distrustedDetectors).orElse(Set.of()),
                state.flatMap(AdaptiveState::reason).orElse(null),
                control.findComparison(kept.junctionId())
                        .map(AdaptiveViews::comparison)
                        .orElse(null),
                state.map(AdaptiveState::at).orElse(kept.since()));
    }

    static Controlled of(Lapsed lapsed) {
        AdaptiveStore.Kept kept = lapsed.kept();
        return new Controlled(
                kept.junctionId(),
                kept.state() == AdaptiveStore.State.SHADOW,
                kept.by(),
                kept.reason(),
                kept.since(),
                null,
                AdaptiveState.Mode.RELEASED,
                null,
                null,
                0,
                0,
                Set.of(),
                lapsed.detail(),
                null,
                lapsed.at());
    }

    private static Comparison comparison(ShadowComparison found) {
        return new Comparison(
                found.seconds(),
                rounded(found.vehicles(), 10),
                rounded(found.liveDelaySeconds(), 10),
                rounded(found.adaptiveDelaySeconds(), 10),
                rounded(found.agreement(), 1000));
    }

    private static Double rounded(OptionalDouble value, int parts) {
        return value.isPresent() ? rounded(value.getAsDouble(), parts) : null;
    }

    private static double rounded(double value, int parts) {
        return Math.round(value * parts) / (double) parts;
    }
}
