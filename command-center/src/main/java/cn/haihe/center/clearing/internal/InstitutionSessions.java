package cn.haihe.center.clearing.internal;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.contract.Rules;
import cn.haihe.card.exchange.Sm2;
import cn.haihe.center.access.BearerIssuer;
import cn.haihe.center.clearing.rules.RuleBooks;
import cn.haihe.center.problem.TokenRefusal;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Tokens that the centre signs for an institution which showed one of its own: good for any number of requests, ten minutes
 * long, and no longer than the key by which it was opened.
 */
@Singleton
public class InstitutionSessions implements BearerIssuer {
    public static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final String ISSUER = "haihe-clearing";
    private static final String HEADER = "{\"alg\":\"SM2\",\"typ\":\"JWT\"}";

    private final InstitutionTokens tokens;
    private final CentreKey key;
    private final RuleBooks books;
    private final ObjectMapper json;
    private final Clock clock;

    InstitutionSessions(InstitutionTokens tokens, CentreKey key, RuleBooks books, ObjectMapper json, Clock clock) {
        this.tokens = tokens;
        this.key = key;
        this.books = books;
        this.json = json;
        this.clock = clock;
    }

    /** Fails with {@link AuthenticationFailedException} where the token that is shown does not hold, or was used before. */
    public Uni<Session> open(String shown) {
        return tokens.once(shown)
                .map(signed -> new Session(signed.institution(), token(signed)))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    /** @param token that the centre signed */
    public record Session(Institution institution, String token) {}

    private String token(InstitutionTokens.Signed shown) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String claims = json.createObjectNode()
                .put("iss", ISSUER)
                .put("sub", shown.institution().code())
                .put("key", shown.keyVersion())
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(LIFETIME).getEpochSecond())
                .toString();
        String signed = part(HEADER) + '.' + part(claims);
        String signature = Sm2.sign(key.privateKey(), signed.getBytes(StandardCharsets.US_ASCII));
        return signed
                + '.'
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(HexFormat.of().parseHex(signature));
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean isFor(String issuer) {
        return issuer.equals(ISSUER);
    }

    @Override
    public Uni<SecurityIdentity> authenticate(String token, Asked asked) {
        return Uni.createFrom().item(() -> identity(token)).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private SecurityIdentity identity(String token) {
        String[] parts = token.split("\\.", -1);
        byte[] signed = (parts[0] + '.' + parts[1]).getBytes(StandardCharsets.US_ASCII);
        JsonNode claims;
        try {
            String signature = HexFormat.of().formatHex(Base64.getUrlDecoder().decode(parts[2]));
            if (!Sm2.isSigned(key.publicKey(), signed, signature)) {
                throw new AuthenticationFailedException("not signed by the centre");
            }
            claims = json.readTree(Base64.getUrlDecoder().decode(parts[1]));
        } catch (IllegalArgumentException | IOException e) {
            throw new AuthenticationFailedException("no session", e);
        }
        Rules rules = books.today();
        Institution institution = rules.find(claims.path("sub").asText())
                .filter(one ->
                        rules.findSigningKey(one, claims.path("key").asInt(-1)).isPresent())
                .orElseThrow(() -> TokenRefusal.of(
                        "token-not-in-force", "The key by which this session was opened holds no longer."));
        if (clock.instant().getEpochSecond() >= claims.path("exp").asLong(0)) {
            throw TokenRefusal.of("token-not-in-force", "The session is over; open another.");
        }
        return InstitutionTokens.identity(institution);
    }
}
