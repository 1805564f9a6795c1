package cn.haihe.ops.city.jt808;

import java.time.Instant;
import java.util.List;

/**
 * What a terminal reports of one moment (0x0200).
 *
 * @param alarmBits as in the standard; 0 for none
 * @param statusBits as in the standard; the bits for south and west are set by the encoder
 * @param lon degrees, WGS 84
 * @param lat degrees, WGS 84
 * @param altitudeMetres 0 to 65535
 * @param speedKmh 0 to 6553.5, sent in tenths
 * @param directionDegrees 0 to 359, north 0, clockwise
 * @param deviceTime sent in whole seconds of GMT+8
 */
public record TerminalFix(
        long alarmBits,
        long statusBits,
        double lon,
        double lat,
        int altitudeMetres,
        double speedKmh,
        int directionDegrees,
        Instant deviceTime,
        List<AdditionalItem> items) {
    /** Status bit 0: the ignition is on. */
    public static final long ACC_ON = 1;
    /** Status bit 1: the position is fixed. */
    public static final long FIXED = 1 << 1;

    public TerminalFix {
        items = List.copyOf(items);
    }

    /** A fix of a driving vehicle with nothing else to say. */
    public static TerminalFix driving(
            double lon, double lat, double speedKmh, int directionDegrees, Instant deviceTime) {
        return new TerminalFix(0, ACC_ON | FIXED, lon, lat, 0, speedKmh, directionDegrees, deviceTime, List.of());
    }
}
