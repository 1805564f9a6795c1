package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.LinkTiming;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunMode;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireProfile;

/**
 * How the centre deals with one make of controller: the wire, and what the standard's known text leaves open.
 *
 * @param strictSequence an answer must repeat the request's number; if not, type and addresses may do instead
 * @param acknowledgeReports whether unsolicited reports are answered by an empty report of the same number
 * @param activationMode what the centre commands to run a plan
 * @param commandsByClass18 whether flashing, all red, lights off and their end are commanded by 18.1 rather than as a run mode
 * @param takesClockBroadcast whether it is told the time by broadcast too: what broadcasts are for is not established
 */
public record Gbt20999Profile(
        WireProfile wire,
        LinkTiming timing,
        boolean strictSequence,
        boolean acknowledgeReports,
        RunMode activationMode,
        boolean commandsByClass18,
        boolean takesClockBroadcast) {
    public static final Gbt20999Profile DEFAULT =
            new Gbt20999Profile(WireProfile.DEFAULT, LinkTiming.DEFAULT, false, false, RunMode.CENTER, false, true);

    public Gbt20999Profile withTimeout(long timeoutMillis, int retries) {
        return with(timing.withTimeout(timeoutMillis, retries));
    }

    public Gbt20999Profile commandingByClass18() {
        return new Gbt20999Profile(
                wire, timing, strictSequence, acknowledgeReports, activationMode, true, takesClockBroadcast);
    }

    public Gbt20999Profile with(LinkTiming newTiming) {
        return new Gbt20999Profile(
                wire,
                newTiming,
                strictSequence,
                acknowledgeReports,
                activationMode,
                commandsByClass18,
                takesClockBroadcast);
    }

    public Gbt20999Profile with(WireProfile newWire) {
        return new Gbt20999Profile(
                newWire,
                timing,
                strictSequence,
                acknowledgeReports,
                activationMode,
                commandsByClass18,
                takesClockBroadcast);
    }
}
