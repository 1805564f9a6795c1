package cn.haihe.routing.vehicle;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A Chinese number plate (GA 36), as {@code 津A12345} or {@code 津AD12345}.
 *
 * @param number in capitals, without spaces, dots and dashes
 */
public record Plate(String number) {
    private static final Pattern FORM = Pattern.compile("\\p{IsHan}[A-Z][A-Z0-9]{4,5}[A-Z0-9\\p{IsHan}]");

    /** @throws IllegalArgumentException where it has not the form of a plate */
    public Plate {
        number = number.replaceAll("[\\s·.\\-]", "").toUpperCase(Locale.ROOT);
        if (!FORM.matcher(number).matches()) {
            throw new IllegalArgumentException("not a number plate: " + number);
        }
    }
}
