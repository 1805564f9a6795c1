package cn.haihe.center.access;

import java.util.List;

/**
 * An account as administrators see it.
 *
 * @param demo one of the accounts that the demo makes, whose password is known to who started it
 */
public record AccountView(
        String username,
        String displayName,
        List<String> roles,
        boolean enabled,
        boolean mustChangePassword,
        boolean demo) {}
