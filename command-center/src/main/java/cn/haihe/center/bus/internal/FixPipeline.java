package cn.haihe.center.bus.internal;

import cn.haihe.map.geo.BoundingBox;

/** Judges fixes by an ordered list of checks: the first objection counts. Holds no state of its own. */
final class FixPipeline {
    private final FixCheck[] checks;

    FixPipeline(FixRules rules) {
        checks = new FixCheck[] {
            FixPipeline::readable,
            FixPipeline::located,
            notInTheFuture(rules.futureTolerance().toMillis()),
            notStale(rules.staleAfter().toMillis()),
            insideOf(rules.area()),
            FixPipeline::newer,
            noFasterThan(rules.speedMaxKmh()),
            new JumpCheck(rules.speedMaxKmh())
        };
    }

    FixVerdict judge(Fix fix, TerminalTrack track) {
        for (FixCheck check : checks) {
            FixVerdict verdict = check.judge(fix, track);
            if (verdict != FixVerdict.ACCEPTED) {
                return verdict;
            }
        }
        return FixVerdict.ACCEPTED;
    }

    private static FixVerdict readable(Fix fix, TerminalTrack track) {
        boolean onEarth = fix.lon >= -180 && fix.lon <= 180 && fix.lat >= -90 && fix.lat <= 90;
        boolean readable = onEarth && fix.bearingDegrees <= 360 && !fix.positionEncrypted;
        return readable ? FixVerdict.ACCEPTED : FixVerdict.MALFORMED;
    }

    private static FixVerdict located(Fix fix, TerminalTrack track) {
        return fix.fixed ? FixVerdict.ACCEPTED : FixVerdict.NO_FIX;
    }

    private static FixCheck notInTheFuture(long toleranceMillis) {
        return (fix, track) -> fix.deviceEpochSecond * 1000 > fix.nowMillis + toleranceMillis
                ? FixVerdict.FUTURE
                : FixVerdict.ACCEPTED;
    }

    private static FixCheck notStale(long ageMillisMax) {
        return (fix, track) ->
                fix.deviceEpochSecond * 1000 < fix.nowMillis - ageMillisMax ? FixVerdict.STALE : FixVerdict.ACCEPTED;
    }

    private static FixCheck insideOf(BoundingBox area) {
        return (fix, track) -> fix.lon >= area.minLon()
                        && fix.lon <= area.maxLon()
                        && fix.lat >= area.minLat()
                        && fix.lat <= area.maxLat()
                ? FixVerdict.ACCEPTED
                : FixVerdict.OUTSIDE_CITY;
    }

    private static FixVerdict newer(Fix fix, TerminalTrack track) {
        if (!track.known() || fix.deviceEpochSecond > track.epochSecond()) {
            return FixVerdict.ACCEPTED;
        }
        return fix.deviceEpochSecond == track.epochSecond() ? FixVerdict.DUPLICATE : FixVerdict.OUT_OF_ORDER;
    }

    private static FixCheck noFasterThan(double speedMaxKmh) {
        return (fix, track) -> fix.speedKmh > speedMaxKmh ? FixVerdict.IMPOSSIBLE_SPEED : FixVerdict.ACCEPTED;
    }
}
