package cn.haihe.card.exchange.national;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;

/** One line of the national centre's files, kept byte by byte: what is not understood goes on unchanged. */
public final class NationalRecord {
    private static final Charset TEXT = Charset.forName("GB18030");

    private final NationalLayout layout;
    private final byte[] line;

    /**
     * @param line without its end
     * @throws IllegalArgumentException where it is shorter than its fields, or holds the end of a line
     */
    public NationalRecord(NationalLayout layout, byte[] line) {
        this.layout = layout;
        this.line = line.clone();
        if (line.length < layout.bytes()) {
            throw new IllegalArgumentException(
                    "a line of " + layout + " has at least " + layout.bytes() + " bytes, not " + line.length);
        }
        for (byte one : line) {
            if (one == '\n' || one == '\r') {
                throw new IllegalArgumentException("a line has no end within");
            }
        }
    }

    /**
     * Of texts that are padded: numbers with zeros on the left, all else with blanks on the right. A field that is not told is
     * blank.
     *
     * @param rest what follows the fields
     */
    public static NationalRecord of(NationalLayout layout, Map<NationalField, String> values, byte[] rest) {
        byte[] line = new byte[layout.bytes() + rest.length];
        Arrays.fill(line, (byte) ' ');
        for (NationalField field : layout.fields()) {
            byte[] value = values.getOrDefault(field, "").getBytes(TEXT);
            if (value.length > field.bytes()) {
                throw new IllegalArgumentException(field + " has at most " + field.bytes() + " bytes");
            }
            System.arraycopy(value, 0, line, layout.at(field), value.length);
        }
        System.arraycopy(rest, 0, line, layout.bytes(), rest.length);
        return new NationalRecord(layout, line);
    }

    public NationalLayout layout() {
        return layout;
    }

    /** Without the blanks on its right. */
    public String text(NationalField field) {
        return new String(line, layout.at(field), field.bytes(), TEXT).stripTrailing();
    }

    /** Empty where it is not digits alone. */
    public OptionalLong number(NationalField field) {
        String digits = new String(line, layout.at(field), field.bytes(), StandardCharsets.ISO_8859_1);
        boolean isNumber = digits.length() <= 18 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }

    /** What follows the fields, as it came. */
    public byte[] rest() {
        return Arrays.copyOfRange(line, layout.bytes(), line.length);
    }

    /** As it came, without its end. */
    public byte[] line() {
        return line.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NationalRecord record && record.layout == layout && Arrays.equals(record.line, line);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(line);
    }

    @Override
    public String toString() {
        return layout + " " + new String(line, TEXT);
    }
}
