package cn.haihe.card.record;

import java.util.regex.Pattern;

/** The number of a T-Union card: 19 digits beginning 31. */
public record CardNumber(String digits) {
    private static final Pattern FORM = Pattern.compile("31[0-9]{17}");

    public CardNumber {
        if (!isOne(digits)) {
            throw new IllegalArgumentException("not the number of a T-Union card");
        }
    }

    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }
}
