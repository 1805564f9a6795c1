package cn.haihe.card.contract;

import java.util.List;
import java.util.regex.Pattern;

/**
 * That an issuer's cards may use a version of their authentication key. The key is in the security module; here is only what
 * it is called there, never its value.
 *
 * @param version 0 to 99, as in records
 * @param moduleKey its name in the security module: 1 to 64 letters, digits and {@code . _ : / -}
 */
public record TacKey(Institution issuer, int version, String moduleKey) implements Rule {
    public static final int VERSIONS = 100;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:/-]{1,64}");
    private static final Pattern LIKE_A_SECRET = Pattern.compile("([0-9A-Fa-f]{2}){8,}");

    public TacKey {
        if (version < 0 || version >= VERSIONS) {
            throw new IllegalArgumentException("version must be 0 to " + (VERSIONS - 1));
        }
        Texts.require("moduleKey", moduleKey, NAME, "1 to 64 letters, digits and . _ : / -");
        if (LIKE_A_SECRET.matcher(moduleKey).matches()) {
            throw new IllegalArgumentException("moduleKey looks like a key itself; only its name belongs here");
        }
    }

    @Override
    public RuleKind kind() {
        return RuleKind.TAC_KEY;
    }

    @Override
    public String subject() {
        return issuer + "-" + version;
    }

    @Override
    public List<Institution> parties() {
        return List.of(issuer);
    }
}
