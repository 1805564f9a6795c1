package cn.haihe.card.exchange.national;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * How wide the fields of AD lines are taken to be. What follows the last field is kept as it came.
 *
 * @param bytes of each field, 1 to 200
 */
public record AdLayout(Map<AdField, Integer> bytes) {
    private static final Charset TEXT = Charset.forName("GB18030");
    private static final int WIDTH_MAX = 200;

    public AdLayout {
        Map<AdField, Integer> all = new EnumMap<>(AdField.class);
        for (AdField field : AdField.values()) {
            int width = bytes.getOrDefault(field, field.usualBytes());
            if (width < 1 || width > WIDTH_MAX) {
                throw new IllegalArgumentException(field + " of " + width + " bytes");
            }
            all.put(field, width);
        }
        bytes = Map.copyOf(all);
    }

    public static AdLayout usual() {
        return new AdLayout(Map.of());
    }

    public int lineBytes() {
        return bytes.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * Without the padding of texts.
     *
     * @throws IllegalArgumentException where the line is shorter than its fields
     */
    public Map<AdField, String> read(NationalRecord line) {
        byte[] all = line.line();
        if (all.length < lineBytes()) {
            throw new IllegalArgumentException(
                    "a line of AD has at least " + lineBytes() + " bytes, not " + all.length);
        }
        Map<AdField, String> values = new EnumMap<>(AdField.class);
        int at = 0;
        for (AdField field : AdField.values()) {
            int width = bytes.get(field);
            values.put(field, new String(all, at, width, TEXT).stripTrailing());
            at += width;
        }
        return values;
    }

    /**
     * Numbers padded with zeros on the left, texts with blanks on the right. A text that is too long is cut between letters.
     *
     * @throws IllegalArgumentException where a number is too long
     */
    public NationalRecord write(Map<AdField, String> values) {
        byte[] line = new byte[lineBytes()];
        Arrays.fill(line, (byte) ' ');
        int at = 0;
        for (AdField field : AdField.values()) {
            int width = bytes.get(field);
            byte[] value = field.isNumber()
                    ? number(field, values.getOrDefault(field, "0"), width)
                    : text(values.getOrDefault(field, ""), width);
            System.arraycopy(value, 0, line, at, value.length);
            at += width;
        }
        return new NationalRecord(NationalLayout.AD, line);
    }

    private static byte[] number(AdField field, String digits, int width) {
        if (digits.length() > width || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException(field + " cannot be " + digits + " in " + width + " digits");
        }
        return ("0".repeat(width - digits.length()) + digits).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] text(String text, int width) {
        String fits = text.replaceAll("[\\r\\n]+", " ");
        while (fits.getBytes(TEXT).length > width) {
            fits = fits.substring(0, fits.offsetByCodePoints(fits.length(), -1));
        }
        return fits.getBytes(TEXT);
    }
}
