package cn.haihe.center.access;

import java.time.Instant;
import java.util.List;

/**
 * What a sign-in gives.
 *
 * @param mustChangePassword when true the token has no role until the password is changed
 */
public record Session(
        String token, Instant expiresAt, String username, List<String> roles, boolean mustChangePassword) {}
