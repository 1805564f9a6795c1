package cn.haihe.center.bus.internal;

/** One reason not to believe a fix. */
@FunctionalInterface
interface FixCheck {
    /** @return {@link FixVerdict#ACCEPTED} where this check has no objection */
    FixVerdict judge(Fix fix, TerminalTrack track);
}
