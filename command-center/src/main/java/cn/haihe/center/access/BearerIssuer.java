package cn.haihe.center.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;

/** Somebody beyond the hub and its OpenID Connect provider who signs tokens of their own. A room that knows such a one brings a bean of this type. */
public interface BearerIssuer {
    /** Whether a token that says it comes from this issuer is for it; must not block. */
    boolean isFor(String issuer);

    /** Fails with {@link io.quarkus.security.AuthenticationFailedException} where the token does not hold. */
    Uni<SecurityIdentity> authenticate(String token);
}
