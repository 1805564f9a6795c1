package cn.haihe.signal.fieldbus.gbt20999.wire;

import java.util.List;

/**
 * A frame of GB/T 20999-2017 without its envelope (start, length, check, end).
 *
 * @param version protocol version as on the wire: 0x0100 and 0x0102 were seen; any is accepted
 * @param hostId 0 to 255
 * @param controllerId unsigned 32 bits
 * @param roadId 0 to 255; 0 for what concerns the controller as a whole
 * @param sequence 0 to 255
 * @param values at most 255
 * @param counted false only for a heartbeat in the short form, that has no byte for the count of values
 */
public record Frame(
        int version,
        int hostId,
        long controllerId,
        int roadId,
        int sequence,
        FrameType type,
        List<DataValue> values,
        boolean counted) {
    public Frame {
        values = List.copyOf(values);
        boolean inRange = (version & ~0xFFFF) == 0
                && (hostId & ~0xFF) == 0
                && (controllerId & ~0xFFFFFFFFL) == 0
                && (roadId & ~0xFF) == 0
                && (sequence & ~0xFF) == 0;
        if (!inRange || values.size() > 255) {
            throw new IllegalArgumentException("a field is out of range: version " + version + ", host " + hostId
                    + ", controller " + controllerId + ", road " + roadId + ", sequence " + sequence + ", "
                    + values.size() + " values");
        }
        if (!counted && !(type.isHeartbeat() && values.isEmpty())) {
            throw new IllegalArgumentException("only a heartbeat goes without a count of values");
        }
    }

    public static Frame of(
            int version,
            int hostId,
            long controllerId,
            int roadId,
            int sequence,
            FrameType type,
            List<DataValue> values) {
        return new Frame(version, hostId, controllerId, roadId, sequence, type, values, true);
    }

    /** A heartbeat or its answer. */
    public static Frame heartbeat(
            int version, int hostId, long controllerId, int roadId, int sequence, FrameType type, boolean counted) {
        return new Frame(version, hostId, controllerId, roadId, sequence, type, List.of(), counted);
    }

    /** The answer to this frame: the same addresses of both ends and the same sequence. */
    public Frame answer(FrameType answerType, List<DataValue> answerValues) {
        boolean withCount = counted || !answerType.isHeartbeat();
        return new Frame(version, hostId, controllerId, roadId, sequence, answerType, answerValues, withCount);
    }
}
