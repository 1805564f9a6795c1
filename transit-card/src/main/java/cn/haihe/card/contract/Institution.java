package cn.haihe.card.contract;

import java.util.regex.Pattern;

/**
 * A card institution, known by its code ({@code TIANJIN}). It may issue cards, acquire what is paid with them, or both.
 *
 * @param code 2 to 32 of A to Z, digits and underscore, beginning with a letter
 */
public record Institution(String code) implements Comparable<Institution> {
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{1,31}");

    public Institution {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("not an institution's code: " + code);
        }
    }

    @Override
    public int compareTo(Institution other) {
        return code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return code;
    }
}
