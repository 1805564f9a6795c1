package cn.haihe.card.contract;

import java.util.regex.Pattern;

/**
 * That an institution takes part, and as what.
 *
 * @param nameZh 1 to 100 characters, as all names
 * @param city its home, four digits as in card records ({@code 1100})
 * @param account where the bank moves its money: 1 to 64 letters, digits and hyphens
 * @param issues whether cards are its
 * @param acquires whether it takes fares and sends files
 */
public record Membership(
        Institution institution,
        String nameZh,
        String nameEn,
        String city,
        String account,
        boolean issues,
        boolean acquires)
        implements Rule {
    private static final int NAME_LENGTH_MAX = 100;
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{1,10}");
    private static final Pattern CITY = Pattern.compile("[0-9]{4}");
    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9-]{1,64}");

    public Membership {
        Texts.require("code", institution.code(), CODE, "2 to 11 of A to Z, digits and underscore, as in files");
        Texts.requireName("nameZh", nameZh, NAME_LENGTH_MAX);
        Texts.requireName("nameEn", nameEn, NAME_LENGTH_MAX);
        Texts.require("city", city, CITY, "four digits");
        Texts.require("account", account, ACCOUNT, "1 to 64 letters, digits and hyphens");
        if (!issues && !acquires) {
            throw new IllegalArgumentException(institution + " must issue cards, acquire fares, or both");
        }
    }

    @Override
    public RuleKind kind() {
        return RuleKind.INSTITUTION;
    }

    @Override
    public String subject() {
        return institution.code();
    }
}
