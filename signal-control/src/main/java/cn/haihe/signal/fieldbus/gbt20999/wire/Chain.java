package cn.haihe.signal.fieldbus.gbt20999.wire;

/** Chains of one- or two-byte entries in a value of fixed size. */
public final class Chain {
    private Chain() {}

    /**
     * @param entries each within its bytes
     * @param places how many entries the value has room for
     * @throws IllegalArgumentException on more entries than places, or an entry too big
     */
    public static byte[] encode(int[] entries, int places, int entryBytes, ChainOrder order) {
        if (entries.length > places) {
            throw new IllegalArgumentException(entries.length + " entries in a chain of " + places);
        }
        byte[] out = new byte[places * entryBytes];
        for (int i = 0; i < entries.length; i++) {
            byte[] entry = BigEndian.bytes(entries[i], entryBytes);
            System.arraycopy(entry, 0, out, place(i, places, order) * entryBytes, entryBytes);
        }
        return out;
    }

    /** All places, the unused ones as 0. @throws IllegalArgumentException where the bytes are no whole entries */
    public static int[] decode(byte[] bytes, int entryBytes, ChainOrder order) {
        if (bytes.length % entryBytes != 0) {
            throw new IllegalArgumentException(bytes.length + " bytes in entries of " + entryBytes);
        }
        int places = bytes.length / entryBytes;
        int[] entries = new int[places];
        for (int i = 0; i < places; i++) {
            int at = place(i, places, order) * entryBytes;
            int entry = 0;
            for (int b = 0; b < entryBytes; b++) {
                entry = entry << 8 | bytes[at + b] & 0xFF;
            }
            entries[i] = entry;
        }
        return entries;
    }

    private static int place(int entry, int places, ChainOrder order) {
        return order == ChainOrder.BACKWARD ? places - 1 - entry : entry;
    }
}
