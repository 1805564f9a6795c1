package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.gbt20999.wire.RunMode;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireProfile;

/**
 * How the centre deals with one make of controller: the wire, and what the standard's known text leaves open.
 *
 * @param requestTimeoutMillis how long to wait for one answer
 * @param retries further attempts after the first
 * @param offlineAfterMillis of silence
 * @param heartbeatMillis how often the centre asks for a sign of life, 0 for never: some controllers ask themselves
 * @param strictSequence an answer must repeat the request's number; if not, type and addresses may do instead
 * @param acknowledgeReports whether unsolicited reports are answered by an empty report of the same number
 * @param activationMode what the centre commands to run a plan
 */
public record LinkProfile(
        WireProfile wire,
        long requestTimeoutMillis,
        int retries,
        long offlineAfterMillis,
        long heartbeatMillis,
        boolean strictSequence,
        boolean acknowledgeReports,
        RunMode activationMode) {
    public static final LinkProfile DEFAULT =
            new LinkProfile(WireProfile.DEFAULT, 2_000, 2, 15_000, 30_000, false, false, RunMode.CENTER);

    public LinkProfile withTimeout(long timeoutMillis, int newRetries) {
        return new LinkProfile(
                wire,
                timeoutMillis,
                newRetries,
                offlineAfterMillis,
                heartbeatMillis,
                strictSequence,
                acknowledgeReports,
                activationMode);
    }

    public LinkProfile with(WireProfile newWire) {
        return new LinkProfile(
                newWire,
                requestTimeoutMillis,
                retries,
                offlineAfterMillis,
                heartbeatMillis,
                strictSequence,
                acknowledgeReports,
                activationMode);
    }
}
