package cn.haihe.center.access.internal;

import java.util.List;

record Account(
        String username,
        String displayName,
        String passwordHash,
        boolean mustChangePassword,
        List<String> roles,
        boolean enabled,
        boolean demo,
        long generation) {
    Account {
        roles = List.copyOf(roles);
    }
}
