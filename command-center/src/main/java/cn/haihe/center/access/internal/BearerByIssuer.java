package cn.haihe.center.access.internal;

import cn.haihe.center.access.BearerIssuer;
import cn.haihe.center.access.ClientCertificates;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.smallrye.jwt.runtime.auth.JWTAuthMechanism;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Sends a bearer token to whoever can check it: the hub's own to the hub's key, those of a {@link BearerIssuer} to it, every
 * other to the OpenID Connect provider where one is configured. The issuer is read before the signature is checked, only to
 * choose; whoever is chosen checks both. Without a token the rooms are asked whose the connection's certificate is.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class BearerByIssuer implements HttpAuthenticationMechanism {
    private static final String SCHEME = "bearer ";
    private static final String KNOWN = BearerByIssuer.class.getName();

    private final JWTAuthMechanism own;
    private final OidcAuthenticationMechanism provider;
    private final boolean providerConfigured;
    private final List<BearerIssuer> issuers;
    private final List<ClientCertificates> certificates;
    private final ObjectMapper json;

    @Inject
    BearerByIssuer(
            JWTAuthMechanism own,
            OidcAuthenticationMechanism provider,
            @ConfigProperty(name = "quarkus.oidc.tenant-enabled", defaultValue = "false") boolean providerConfigured,
            @All List<BearerIssuer> issuers,
            @All List<ClientCertificates> certificates,
            ObjectMapper json) {
        this.own = own;
        this.provider = provider;
        this.providerConfigured = providerConfigured;
        this.issuers = issuers;
        this.certificates = certificates;
        this.json = json;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        Optional<String> token = token(context);
        Optional<SecurityIdentity> known = token.isPresent() ? Optional.empty() : byCertificate(context);
        if (known.isPresent()) {
            return Uni.createFrom().item(known.get());
        }
        Optional<String> issuer = token.flatMap(this::issuer);
        Optional<BearerIssuer> other = issuer.flatMap(
                name -> issuers.stream().filter(one -> one.isFor(name)).findFirst());
        if (other.isPresent()) {
            return once(context, () -> other.get().authenticate(token.get(), asked(context)));
        }
        boolean isOurs = token.isEmpty() || issuer.filter(Tokens.ISSUER::equals).isPresent();
        HttpAuthenticationMechanism chosen = providerConfigured && !isOurs ? provider : own;
        return chosen.authenticate(context, identities);
    }

    /** Whoever asks again within the request gets the same answer: a token may be good for one use only. */
    private static Uni<SecurityIdentity> once(RoutingContext context, Supplier<Uni<SecurityIdentity>> authenticated) {
        Uni<SecurityIdentity> known = context.get(KNOWN);
        if (known == null) {
            known = authenticated.get().memoize().indefinitely();
            context.put(KNOWN, known);
        }
        return known;
    }

    private static BearerIssuer.Asked asked(RoutingContext context) {
        return new BearerIssuer.Asked(context.request().method().name(), context.normalizedPath());
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return own.getChallenge(context);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return own.getCredentialTypes();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return own.getCredentialTransport(context);
    }

    private Optional<SecurityIdentity> byCertificate(RoutingContext context) {
        SSLSession session = context.request().sslSession();
        if (session == null) {
            return Optional.empty();
        }
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate certificate
                    ? certificates.stream()
                            .flatMap(room -> room.find(certificate).stream())
                            .findFirst()
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException none) {
            return Optional.empty();
        }
    }

    private static Optional<String> token(RoutingContext context) {
        String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        boolean isBearer = header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return isBearer ? Optional.of(header.substring(SCHEME.length()).strip()) : Optional.empty();
    }

    private Optional<String> issuer(String token) {
        String[] parts = token.split("\\.", -1);
        try {
            return parts.length == 3
                    ? Optional.of(json.readTree(Base64.getUrlDecoder().decode(parts[1]))
                            .path("iss")
                            .asText())
                    : Optional.empty();
        } catch (IllegalArgumentException | IOException e) {
            return Optional.empty();
        }
    }
}
