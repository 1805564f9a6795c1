package cn.haihe.signal.fieldbus.gbt20999.wire;

/** Numbers as the wire has them: big-endian, unsigned. */
public final class BigEndian {
    private BigEndian() {}

    /**
     * @throws IllegalArgumentException on no byte, or more than eight; eight bytes are a bitmap and fill the long
     */
    public static long number(byte[] bytes) {
        if (bytes.length < 1 || bytes.length > 8) {
            throw new IllegalArgumentException("a number of " + bytes.length + " bytes");
        }
        long number = 0;
        for (byte b : bytes) {
            number = number << 8 | b & 0xFF;
        }
        return number;
    }

    /** The number in so many bytes, 1 to 8. @throws IllegalArgumentException where it does not fit */
    public static byte[] bytes(long number, int size) {
        if (size < 1 || size > 8 || size < 8 && number >>> 8 * size != 0) {
            throw new IllegalArgumentException(number + " in " + size + " bytes");
        }
        byte[] bytes = new byte[size];
        long rest = number;
        for (int i = size - 1; i >= 0; i--) {
            bytes[i] = (byte) rest;
            rest >>>= 8;
        }
        return bytes;
    }
}
