package cn.haihe.signal.fieldbus.gbt20999.wire;

import java.util.function.Consumer;

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
 * @param broadcastId the controller id that a broadcast is for all under, unsigned 32 bits
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
        CalendarCoding calendar,
        TransitionCoding transitions,
        long broadcastId) {
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
            CalendarCoding.DEFAULT,
            TransitionCoding.DEFAULT,
            0xFFFFFFFFL);

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
        if ((broadcastId & ~0xFFFFFFFFL) != 0) {
            throw new IllegalArgumentException("broadcasts to " + broadcastId);
        }
        if ((version & ~0xFFFF) != 0 || (hostId & ~0xFF) != 0 || tableRows < 1 || tableRows > 255) {
            throw new IllegalArgumentException(
                    "version " + version + ", host " + hostId + ", tables of " + tableRows + " rows");
        }
    }

    /** Another version and host id of the centre. */
    public WireProfile as(int newVersion, int newHostId) {
        return changed(draft -> {
            draft.version = newVersion;
            draft.hostId = newHostId;
        });
    }

    public WireProfile with(ChainOrder order) {
        return changed(draft -> draft.chainOrder = order);
    }

    public WireProfile with(SetReplyForm form) {
        return changed(draft -> draft.setReplyForm = form);
    }

    public WireProfile with(WireUnits newUnits, CalendarCoding newCalendar) {
        return changed(draft -> {
            draft.units = newUnits;
            draft.calendar = newCalendar;
        });
    }

    public WireProfile with(TransitionCoding newTransitions) {
        return changed(draft -> draft.transitions = newTransitions);
    }

    public WireProfile withLargestSent(int bytes) {
        return changed(draft -> draft.maxSentBytes = bytes);
    }

    public WireProfile withCommandBytes(int bytes) {
        return changed(draft -> draft.commandBytes = bytes);
    }

    private WireProfile changed(Consumer<Draft> change) {
        Draft draft = new Draft();
        change.accept(draft);
        return new WireProfile(
                draft.version,
                draft.hostId,
                draft.chainOrder,
                shortHeartbeat,
                draft.setReplyForm,
                maxFrameBytes,
                draft.maxSentBytes,
                draft.commandBytes,
                tableRows,
                draft.units,
                draft.calendar,
                draft.transitions,
                broadcastId);
    }

    private final class Draft {
        private int version = WireProfile.this.version;
        private int hostId = WireProfile.this.hostId;
        private ChainOrder chainOrder = WireProfile.this.chainOrder;
        private SetReplyForm setReplyForm = WireProfile.this.setReplyForm;
        private int maxSentBytes = WireProfile.this.maxSentBytes;
        private int commandBytes = WireProfile.this.commandBytes;
        private WireUnits units = WireProfile.this.units;
        private CalendarCoding calendar = WireProfile.this.calendar;
        private TransitionCoding transitions = WireProfile.this.transitions;
    }
}
