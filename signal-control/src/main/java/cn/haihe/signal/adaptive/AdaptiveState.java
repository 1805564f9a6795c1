package cn.haihe.signal.adaptive;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * How the adaptive control of one junction stands.
 *
 * @param stage that the controller last said to be in
 * @param wanted stage that was last commanded
 * @param commands that the controller took
 * @param failures of reading or commanding
 * @param distrustedDetectors numbers of those that answer and never change or never see anybody: their lanes count as having
 *     their usual demand
 * @param reason why it does not go by its detectors; empty while it does
 * @param at when the junction was last looked at
 */
public record AdaptiveState(
        String junctionId,
        Mode mode,
        Optional<Integer> stage,
        Optional<Integer> wanted,
        long commands,
        long failures,
        Set<Integer> distrustedDetectors,
        Optional<String> reason,
        Instant at) {
    public enum Mode {
        /** Stages are chosen by what the detectors see. */
        ADAPTIVE,
        /** The detectors fail: stages are chosen by what came in the minutes before. */
        LAST_FLOWS,
        /** The detectors fail for long, or the controller does not follow: it runs its own plan. */
        RELEASED
    }
}
