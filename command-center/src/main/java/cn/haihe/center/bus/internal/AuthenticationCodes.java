package cn.haihe.center.bus.internal;

import io.quarkus.runtime.Startup;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The code that a terminal gets when it registers and shows when it signs on: an HMAC-SHA-256 of its phone under a
 * secret that is made once and kept in PostgreSQL. Nothing is stored per terminal.
 */
@Startup
@ApplicationScoped
class AuthenticationCodes {
    private static final Duration LOAD_MAX = Duration.ofSeconds(30);
    private static final int SECRET_BYTES = 32;
    private static final int CODE_BYTES = 15;

    private final Pool pool;
    private final Clock clock;
    private SecretKeySpec secret;

    AuthenticationCodes(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    @PostConstruct
    void load() {
        byte[] fresh = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(fresh);
        byte[] kept = pool.preparedQuery(
                        "INSERT INTO terminal_secret (id, secret, made_at) VALUES (1, $1, $2) ON CONFLICT DO NOTHING")
                .execute(Tuple.of(Buffer.buffer(fresh), OffsetDateTime.now(clock)))
                .chain(() -> pool.query("SELECT secret FROM terminal_secret WHERE id = 1")
                        .execute())
                .await()
                .atMost(LOAD_MAX)
                .iterator()
                .next()
                .getBuffer("secret")
                .getBytes();
        secret = new SecretKeySpec(kept, "HmacSHA256");
    }

    /** @return twenty characters of the URL alphabet of base 64 */
    String codeOf(String phone) {
        try {
            Mac mac = Mac.getInstance(secret.getAlgorithm());
            mac.init(secret);
            byte[] digest = mac.doFinal(phone.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, CODE_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no HMAC-SHA-256 in this JVM", e);
        }
    }

    boolean matches(String phone, String code) {
        return MessageDigest.isEqual(
                codeOf(phone).getBytes(StandardCharsets.UTF_8), code.getBytes(StandardCharsets.UTF_8));
    }
}
