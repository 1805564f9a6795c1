package cn.haihe.center.bus.internal;

import cn.haihe.map.geo.Distances;

/**
 * Refuses a fix that the bus could not have reached since its last one. Where a second fix agrees with the refused one,
 * it was the last known position that was wrong (a reflection, a ferry, a terminal moved to another bus): the new place
 * is believed, so that one bad fix never hides a bus for long.
 */
final class JumpCheck implements FixCheck {
    /** Satellite positions scatter by some tens of metres among high buildings. */
    private static final double SCATTER_METRES = 100;

    private final double metresPerSecondMax;

    JumpCheck(double speedMaxKmh) {
        metresPerSecondMax = speedMaxKmh / 3.6;
    }

    @Override
    public FixVerdict judge(Fix fix, TerminalTrack track) {
        if (!track.known() || reachable(fix, track.lon(), track.lat(), fix.deviceEpochSecond - track.epochSecond())) {
            track.clearDoubt();
            return FixVerdict.ACCEPTED;
        }
        long sinceDoubt = track.inDoubt() ? fix.deviceEpochSecond - track.doubtEpochSecond() : 0;
        if (sinceDoubt > 0 && reachable(fix, track.doubtLon(), track.doubtLat(), sinceDoubt)) {
            track.clearDoubt();
            return FixVerdict.ACCEPTED;
        }
        track.doubt(fix);
        return FixVerdict.IMPOSSIBLE_SPEED;
    }

    private boolean reachable(Fix fix, double lon, double lat, long seconds) {
        return Distances.metres(fix.lon, fix.lat, lon, lat) <= SCATTER_METRES + seconds * metresPerSecondMax;
    }
}
