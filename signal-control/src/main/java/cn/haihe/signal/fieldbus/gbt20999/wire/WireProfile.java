package cn.haihe.signal.fieldbus.gbt20999.wire;

/**
 * How one maker's controllers speak where GB/T 20999 leaves a choice or its text is not established: a switch for each.
 *
 * @param version what we send, 0x0100 or 0x0102; any is accepted
 * @param hostId the centre's id, 0 to 255
 * @param shortHeartbeat send heartbeats without the count byte; both forms are accepted
 * @param setReplyForm what a device answers to a set; the centre takes every form
 * @param maxFrameBytes the longest plain frame taken, 16 to 65539
 * @param maxSentBytes the longest plain frame sent, 512 to 65507: what is more goes in several
 * @param commandBytes size of 18.1: 1, or 16 for a chain with an entry for each road
 * @param tableRows how many rows the tables of 11.2 and 12.2 have, 1 to 255; counts are known to tell other numbers
 */
public record WireProfile(
        int version,
        int hostId,
        ChainOrder chainOrder,
        boolean shortHeartbeat,
        SetReplyForm setReplyForm,
        int maxFrameBytes,
        int maxSentBytes,
        int commandBytes,
        int tableRows,
        WireUnits units,
        CalendarCoding calendar) {
    private static final int UNFRAGMENTED_BYTES = 1_400;
    private static final int LONGEST_DATAGRAM_BYTES = 65_507;
    private static final int SHORTEST_LIMIT_BYTES = 512;

    public static final WireProfile DEFAULT = new WireProfile(
            0x0100,
            5,
            ChainOrder.BACKWARD,
            true,
            SetReplyForm.ADDRESSES,
            8192,
            UNFRAGMENTED_BYTES,
            1,
            128,
            WireUnits.DEFAULT,
            CalendarCoding.DEFAULT);

    public WireProfile {
        if (maxFrameBytes < FrameCodec.SHORTEST_BYTES || maxFrameBytes > FrameCodec.LONGEST_BYTES) {
            throw new IllegalArgumentException("frames of at most " + maxFrameBytes + " bytes");
        }
        if (maxSentBytes < SHORTEST_LIMIT_BYTES || maxSentBytes > LONGEST_DATAGRAM_BYTES) {
            throw new IllegalArgumentException("frames sent of at most " + maxSentBytes + " bytes");
        }
        if (commandBytes != 1 && commandBytes != 16) {
            throw new IllegalArgumentException("commands of " + commandBytes + " bytes");
        }
        if ((version & ~0xFFFF) != 0 || (hostId & ~0xFF) != 0 || tableRows < 1 || tableRows > 255) {
            throw new IllegalArgumentException(
                    "version " + version + ", host " + hostId + ", tables of " + tableRows + " rows");
        }
    }

    /** Another version and host id of the centre. */
    public WireProfile as(int newVersion, int newHostId) {
        return new WireProfile(
                newVersion,
                newHostId,
                chainOrder,
                shortHeartbeat,
                setReplyForm,
                maxFrameBytes,
                maxSentBytes,
                commandBytes,
                tableRows,
                units,
                calendar);
    }

    public WireProfile with(ChainOrder order) {
        return new WireProfile(
                version,
                hostId,
                order,
                shortHeartbeat,
                setReplyForm,
                maxFrameBytes,
                maxSentBytes,
                commandBytes,
                tableRows,
                units,
                calendar);
    }

    public WireProfile with(SetReplyForm form) {
        return new WireProfile(
                version,
                hostId,
                chainOrder,
                shortHeartbeat,
                form,
                maxFrameBytes,
                maxSentBytes,
                commandBytes,
                tableRows,
                units,
                calendar);
    }

    public WireProfile with(WireUnits newUnits, CalendarCoding newCalendar) {
        return new WireProfile(
                version,
                hostId,
                chainOrder,
                shortHeartbeat,
                setReplyForm,
                maxFrameBytes,
                maxSentBytes,
                commandBytes,
                tableRows,
                newUnits,
                newCalendar);
    }

    public WireProfile withLargestSent(int bytes) {
        return new WireProfile(
                version,
                hostId,
                chainOrder,
                shortHeartbeat,
                setReplyForm,
                maxFrameBytes,
                bytes,
                commandBytes,
                tableRows,
                units,
                calendar);
    }

    public WireProfile withCommandBytes(int bytes) {
        return new WireProfile(
                version,
                hostId,
                chainOrder,
                shortHeartbeat,
                setReplyForm,
                maxFrameBytes,
                maxSentBytes,
                bytes,
                tableRows,
                units,
                calendar);
    }
}
