package cn.haihe.signal.fieldbus.gbt20999.wire;

/** The frame check of GB/T 20999-2017: CRC-16, polynomial 0x1005, initial value 0, not reflected, no final xor. */
public final class Crc {
    private static final int POLYNOMIAL = 0x1005;
    private static final int[] TABLE = table();

    private Crc() {}

    private static int[] table() {
        int[] table = new int[256];
        for (int i = 0; i < 256; i++) {
            int crc = i << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) != 0 ? (crc << 1) ^ POLYNOMIAL : crc << 1;
            }
            table[i] = crc & 0xFFFF;
        }
        return table;
    }

    /** The check of {@code length} bytes from {@code offset}: 0 to 0xFFFF. */
    public static int of(byte[] bytes, int offset, int length) {
        int crc = 0;
        for (int i = offset; i < offset + length; i++) {
            crc = ((crc << 8) ^ TABLE[((crc >> 8) ^ bytes[i]) & 0xFF]) & 0xFFFF;
        }
        return crc;
    }
}
