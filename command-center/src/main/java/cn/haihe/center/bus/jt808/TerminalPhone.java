package cn.haihe.center.bus.jt808;

/**
 * The terminal's name on the wire, the same for every width: its digits without the zeros that pad it on the left.
 * Some trackers put other nibbles there; those are kept as hexadecimal capitals.
 */
public final class TerminalPhone {
    private static final String DIGITS = "0123456789ABCDEF";

    private TerminalPhone() {}

    static String read(byte[] bytes, int at, int lengthBytes) {
        StringBuilder phone = new StringBuilder(2 * lengthBytes);
        for (int i = at; i < at + lengthBytes; i++) {
            phone.append(DIGITS.charAt(bytes[i] >> 4 & 0xF)).append(DIGITS.charAt(bytes[i] & 0xF));
        }
        return canonical(phone.toString());
    }

    /** The phone as operators write it, with or without padding, in the one form that names the terminal. */
    public static String canonical(String phone) {
        int from = 0;
        while (from < phone.length() - 1 && phone.charAt(from) == '0') {
            from++;
        }
        return phone.substring(from);
    }
}
