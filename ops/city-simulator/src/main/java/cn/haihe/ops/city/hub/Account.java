package cn.haihe.ops.city.hub;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;

/** Somebody's account at the hub: signs in when a token is needed and again before it expires. Any thread may use it. */
public final class Account {
    private static final long RENEW_BEFORE_SECONDS = 60;

    private final HubClient hub;
    private final Clock clock;
    private final String username;
    private final String password;
    private String token;
    private Instant expiresAt = Instant.MIN;

    public Account(HubClient hub, Clock clock, String username, String password) {
        this.hub = hub;
        this.clock = clock;
        this.username = username;
        this.password = password;
    }

    /** A token that holds for a minute at least. */
    public synchronized String token() throws IOException, InterruptedException {
        if (token == null || clock.instant().isAfter(expiresAt.minusSeconds(RENEW_BEFORE_SECONDS))) {
            var answer = hub.postJson("/api/v1/session", Map.of("username", username, "password", password), null);
            token = answer.path("token").asText();
            expiresAt = OffsetDateTime.parse(answer.path("expiresAt").asText()).toInstant();
        }
        return token;
    }

    /** After the hub refused the token: the next call signs in anew. */
    public synchronized void forget() {
        token = null;
    }
}
