package cn.haihe.center.clearing.internal;

import cn.haihe.card.contract.Rules;
import cn.haihe.card.contract.SigningKey;
import cn.haihe.card.exchange.Sm2;
import cn.haihe.center.access.BearerIssuer;
import cn.haihe.center.access.Roles;
import cn.haihe.center.clearing.rules.PublicKeys;
import cn.haihe.center.clearing.rules.RuleBooks;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * Tokens that institutions sign themselves, by a key that holds today: JSON web tokens with {@code "alg"} {@code ES256},
 * {@code RS256} or {@code SM2} (SM2 with SM3, the signature DER; the name is ours, JOSE has none), and {@code "kid"} the key's
 * version; {@code iss} is the institution's code, {@code aud} {@value #AUDIENCE}, from {@code iat} to {@code exp} ten minutes at
 * most.
 */
@Singleton
class InstitutionTokens implements BearerIssuer {
    static final String AUDIENCE = "haihe-clearing";
    private static final Duration LIFETIME_MAX = Duration.ofMinutes(10);
    private static final Duration CLOCK_SKEW_MAX = Duration.ofSeconds(30);
    private static final int TOKEN_LENGTH_MAX = 4_096;

    private final RuleBooks books;
    private final ObjectMapper json;
    private final Clock clock;

    InstitutionTokens(RuleBooks books, ObjectMapper json, Clock clock) {
        this.books = books;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public boolean isFor(String issuer) {
        return books.today().find(issuer).isPresent();
    }

    @Override
    public Uni<SecurityIdentity> authenticate(String token) {
        return Uni.createFrom().item(() -> identity(token)).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private SecurityIdentity identity(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3 || token.length() > TOKEN_LENGTH_MAX) {
            throw new AuthenticationFailedException("no token of an institution");
        }
        JsonNode header = read(parts[0]);
        JsonNode claims = read(parts[1]);
        Rules rules = books.today();
        var institution = rules.find(claims.path("iss").asText())
                .orElseThrow(() -> new AuthenticationFailedException("unknown institution"));
        // The algorithm is the key's, never the token's own choice.
        SigningKey key = rules.findSigningKey(institution, header.path("kid").asInt(-1))
                .filter(found ->
                        header.path("alg").asText().equals(found.algorithm().name()))
                .orElseThrow(() -> new AuthenticationFailedException("unknown key"));
        if (!isSigned(token, parts, key)) {
            throw new AuthenticationFailedException("not signed by " + institution);
        }
        checkTimes(claims);
        if (!claims.path("aud").asText().equals(AUDIENCE)) {
            throw new AuthenticationFailedException("for another audience");
        }
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(institution.code()))
                .addRole(Roles.INSTITUTION)
                .build();
    }

    private static boolean isSigned(String token, String[] parts, SigningKey key) {
        if (key.algorithm() == SigningKey.Algorithm.SM2) {
            byte[] signed = (parts[0] + '.' + parts[1]).getBytes(StandardCharsets.US_ASCII);
            return Sm2.isSigned(key.publicKey(), signed, HexFormat.of().formatHex(decode(parts[2])));
        }
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setAlgorithmConstraints(new AlgorithmConstraints(
                    ConstraintType.PERMIT, key.algorithm().name()));
            signature.setCompactSerialization(token);
            signature.setKey(PublicKeys.of(key));
            return signature.verifySignature();
        } catch (JoseException e) {
            throw new AuthenticationFailedException("no token of an institution", e);
        }
    }

    private void checkTimes(JsonNode claims) {
        long now = clock.instant().getEpochSecond();
        long from = claims.path("iat").asLong(Long.MAX_VALUE);
        long until = claims.path("exp").asLong(Long.MIN_VALUE);
        // None that holds began earlier; so the difference to its end cannot overflow.
        boolean holds = from >= now - LIFETIME_MAX.toSeconds()
                && from - CLOCK_SKEW_MAX.toSeconds() <= now
                && now < until
                && until - from <= LIFETIME_MAX.toSeconds();
        if (!holds) {
            throw new AuthenticationFailedException("expired, of the future, or good for too long");
        }
    }

    private JsonNode read(String part) {
        try {
            return json.readTree(decode(part));
        } catch (IOException e) {
            throw new AuthenticationFailedException("no token of an institution", e);
        }
    }

    private static byte[] decode(String part) {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException e) {
            throw new AuthenticationFailedException("no token of an institution", e);
        }
    }
}
