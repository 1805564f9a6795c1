package cn.haihe.center.clearing.internal;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.contract.Rules;
import cn.haihe.card.contract.SigningKey;
import cn.haihe.card.exchange.Sm2;
import cn.haihe.center.access.BearerIssuer;
import cn.haihe.center.access.Roles;
import cn.haihe.center.clearing.rules.PublicKeys;
import cn.haihe.center.clearing.rules.RuleBooks;
import cn.haihe.center.problem.TokenRefusal;
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
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * Tokens that institutions sign themselves, by a key that holds today: JSON web tokens with {@code "alg"} {@code ES256},
 * {@code RS256} or {@code SM2} (SM2 with SM3, the signature DER; the name is ours, JOSE has none), and {@code "kid"} the key's
 * version; {@code iss} is the institution's code, {@code aud} {@value #AUDIENCE}, from {@code iat} to {@code exp} ten minutes at
 * most, {@code jti} no other token's. Each is good for one request (RFC 7523, as private_key_jwt is used), or for one batch file
 * with all its pieces; {@link InstitutionSessions} gives one that is good for many.
 */
@Singleton
class InstitutionTokens implements BearerIssuer {
    static final String AUDIENCE = "haihe-clearing";
    private static final Duration LIFETIME_MAX = Duration.ofMinutes(10);
    private static final Duration CLOCK_SKEW_MAX = Duration.ofSeconds(30);
    private static final int TOKEN_LENGTH_MAX = 4_096;
    private static final Pattern JTI = Pattern.compile("[!-~]{1,128}");
    /** Sent in pieces, each at its offset, and asked about: the same again changes nothing. */
    private static final Pattern FILE = Pattern.compile("/clearing/v1/files/[^/]+/[^/]+");

    private static final Set<String> OF_A_FILE = Set.of("PUT", "PATCH", "HEAD", "GET");

    private final RuleBooks books;
    private final ObjectMapper json;
    private final Clock clock;
    private final TokenUses uses;

    InstitutionTokens(RuleBooks books, ObjectMapper json, Clock clock, TokenUses uses) {
        this.books = books;
        this.json = json;
        this.clock = clock;
        this.uses = uses;
    }

    @Override
    public boolean isFor(String issuer) {
        return books.today().find(issuer).isPresent();
    }

    @Override
    public Uni<SecurityIdentity> authenticate(String token, Asked asked) {
        boolean isOfAFile =
                OF_A_FILE.contains(asked.method()) && FILE.matcher(asked.path()).matches();
        return take(token, isOfAFile ? asked.path() : TokenUses.ONCE).map(InstitutionTokens::identity);
    }

    /** A token that its sender uses here once, for whatever it opens. */
    Uni<Signed> once(String token) {
        return take(token, TokenUses.ONCE);
    }

    private Uni<Signed> take(String token, String usedFor) {
        return Uni.createFrom()
                .item(() -> verify(token))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .call(signed -> uses.take(signed.institution().code(), signed.jti(), usedFor, signed.expiresAt())
                        .invoke(good -> {
                            if (!good) {
                                throw TokenRefusal.of(
                                        "token-used",
                                        "This token was used before; sign another for each request, or open a session.");
                            }
                        }));
    }

    /** @param keyVersion of the institution's key that signed it */
    record Signed(Institution institution, int keyVersion, String jti, Instant expiresAt) {}

    private static SecurityIdentity identity(Signed signed) {
        return identity(signed.institution());
    }

    static SecurityIdentity identity(Institution institution) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(institution.code()))
                .addRole(Roles.INSTITUTION)
                .build();
    }

    private Signed verify(String token) {
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
        String jti = claims.path("jti").asText("");
        if (!JTI.matcher(jti).matches()) {
            throw TokenRefusal.of(
                    "token-without-jti", "A token names itself by jti: 1 to 128 characters, another for each.");
        }
        return new Signed(
                institution,
                key.version(),
                jti,
                Instant.ofEpochSecond(claims.path("exp").asLong()));
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
            throw TokenRefusal.of(
                    "token-not-in-force", "The token expired, is of the future, or is good for more than ten minutes.");
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
