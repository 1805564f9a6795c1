package cn.haihe.signal.fieldbus.gbt20999.wire;

/**
 * How one maker's controllers speak where GB/T 20999 leaves a choice or its text is not established: a switch for each.
 *
 * @param version what we send, 0x0100 or 0x0102; any is accepted
 * @param hostId the centre's id, 0 to 255
 * @param shortHeartbeat send heartbeats without the count byte; both forms are accepted
 * @param setReplyForm what a device answers to a set; the centre takes every form
 * @param maxFrameBytes the longest plain frame taken, 16 to 65539
 */
public record WireProfile(
        int version,
        int hostId,
        ChainOrder chainOrder,
        boolean shortHeartbeat,
        SetReplyForm setReplyForm,
        int maxFrameBytes) {
    public static final WireProfile DEFAULT =
            new WireProfile(0x0100, 5, ChainOrder.BACKWARD, true, SetReplyForm.ADDRESSES, 8192);

    public WireProfile {
        if (maxFrameBytes < FrameCodec.SHORTEST_BYTES || maxFrameBytes > FrameCodec.LONGEST_BYTES) {
            throw new IllegalArgumentException("frames of at most " + maxFrameBytes + " bytes");
        }
    }

    public WireProfile with(ChainOrder order) {
        return new WireProfile(version, hostId, order, shortHeartbeat, setReplyForm, maxFrameBytes);
    }

    public WireProfile with(SetReplyForm form) {
        return new WireProfile(version, hostId, chainOrder, shortHeartbeat, form, maxFrameBytes);
    }
}
