package cn.haihe.center.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;

/** Somebody beyond the hub and its OpenID Connect provider who signs tokens of their own. A room that knows such a one brings a bean of this type. */
public interface BearerIssuer {
    /** Whether a token that says it comes from this issuer is for it; must not block. */
    boolean isFor(String issuer);

    /**
     * Asked once for each request. Fails with {@link io.quarkus.security.AuthenticationFailedException} where the token does not
     * hold, caused by {@link
     * cn.haihe.center.problem.TokenRefusal} where its sender is to know why.
     */
    Uni<SecurityIdentity> authenticate(String token, Asked asked);

    /**
     * What the token was sent with.
     *
     * @param path normalised, without its query
     */
    record Asked(String method, String path) {}
}
