package cn.haihe.center.access.internal;

import cn.haihe.center.access.AccessConfig;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.build.Jwt;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** Issues the hub's tokens, and tells the verifier whose to believe. */
@Singleton
public class Tokens {
    static final String ISSUER = "https://haihe.cn";
    /** The account's generation at issue; a token of an older generation has been withdrawn. */
    static final String GENERATION_CLAIM = "haihe_generation";

    private final SigningKey key;
    private final AccessConfig config;
    private final Clock clock;

    @Inject
    Tokens(SigningKey key, AccessConfig config, Clock clock) {
        this.key = key;
        this.config = config;
        this.clock = clock;
    }

    /** A token for the account; one that must change its password gets no role. */
    Token issue(Account account) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant expiresAt = now.plus(config.tokenLifetime());
        Set<String> roles = account.mustChangePassword() ? Set.of() : Set.copyOf(account.roles());
        String signed = Jwt.issuer(ISSUER)
                .upn(account.username())
                .subject(account.username())
                .groups(roles)
                .claim(GENERATION_CLAIM, account.generation())
                .issuedAt(now)
                .expiresAt(expiresAt)
                .jws()
                .keyId(key.id())
                .sign(key.privateKey());
        return new Token(signed, expiresAt);
    }

    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    JWTAuthContextInfo verification() {
        var info = new JWTAuthContextInfo(key.publicKey(), ISSUER);
        info.setRequiredClaims(Set.of(GENERATION_CLAIM));
        return info;
    }

    record Token(String value, Instant expiresAt) {}
}
