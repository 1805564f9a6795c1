package cn.haihe.card.contract;

import java.util.regex.Pattern;

/** What rules ask of texts. */
final class Texts {
    private Texts() {}

    static void require(String field, String text, Pattern form, String words) {
        if (text == null || !form.matcher(text).matches()) {
            throw new IllegalArgumentException(field + " must be " + words);
        }
    }

    static void requireName(String field, String text, int lengthMax) {
        boolean fits = text != null
                && !text.isBlank()
                && text.length() <= lengthMax
                && text.chars().noneMatch(Character::isISOControl);
        if (!fits) {
            throw new IllegalArgumentException(field + " must be a text of at most " + lengthMax + " characters");
        }
    }
}
