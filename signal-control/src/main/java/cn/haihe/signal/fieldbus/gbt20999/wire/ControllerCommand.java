package cn.haihe.signal.fieldbus.gbt20999.wire;

import java.util.List;
import java.util.Optional;

/** Commands of class 18; the code is the ordinal. */
public enum ControllerCommand {
    /** Nothing is commanded any more. */
    CANCEL,
    FLASH,
    ALL_RED,
    LIGHTS_ON,
    LIGHTS_OFF,
    RESTART;

    public int code() {
        return ordinal();
    }

    /** Empty for a code that the standard does not list: keep the raw number. */
    public static Optional<ControllerCommand> find(int code) {
        return code >= 0 && code < values().length ? Optional.of(values()[code]) : Optional.empty();
    }

    /**
     * As 18.1.
     *
     * @param bytes 1, or 16 for a chain with an entry for each road
     * @throws IllegalArgumentException where the chain has no place for the road
     */
    public List<DataValue> toValues(int road, int bytes, ChainOrder order) {
        int[] codes = new int[bytes];
        if (bytes > 1 && (road < 1 || road > bytes)) {
            throw new IllegalArgumentException("road " + road + " in a command for " + bytes);
        }
        codes[bytes == 1 ? 0 : road - 1] = code();
        return new ValueList()
                .bytes(Item.COMMAND, 0, Chain.encode(codes, bytes, 1, order))
                .list();
    }
}
