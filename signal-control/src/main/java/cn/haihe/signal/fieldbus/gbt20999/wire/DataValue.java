package cn.haihe.signal.fieldbus.gbt20999.wire;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * One data value of a frame.
 *
 * @param index its number in the frame that asked, from 1: an error names the value that it is about by it
 * @param value 0 to 251 bytes, empty in queries; never changed after it was given
 */
public record DataValue(int index, Address address, byte[] value) {
    public static final int MAX_VALUE_BYTES = 251;
    private static final byte[] NONE = new byte[0];

    public DataValue {
        if (index < 0 || index > 255 || value.length > MAX_VALUE_BYTES) {
            throw new IllegalArgumentException(
                    "data value " + index + " at " + address + " of " + value.length + " bytes");
        }
    }

    public static DataValue query(int index, Address address) {
        return new DataValue(index, address, NONE);
    }

    /** The value as an unsigned big-endian number of 1 to 7 bytes. */
    public long number() {
        return BigEndian.number(value);
    }

    int encodedBytes() {
        return 6 + value.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DataValue that
                && index == that.index
                && address.equals(that.address)
                && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return 31 * address.hashCode() + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return "#" + index + " " + address
                + (value.length == 0 ? "" : " = " + HexFormat.of().formatHex(value));
    }
}
