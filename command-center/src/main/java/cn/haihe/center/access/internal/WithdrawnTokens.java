package cn.haihe.center.access.internal;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Refuses a token of ours whose account was disabled, or changed since. */
@Singleton
class WithdrawnTokens implements SecurityIdentityAugmentor {
    private final AccountDirectory directory;

    @Inject
    WithdrawnTokens(AccountDirectory directory) {
        this.directory = directory;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (identity.getPrincipal() instanceof JsonWebToken token && Tokens.ISSUER.equals(token.getIssuer())) {
            Object generation = token.getClaim(Tokens.GENERATION_CLAIM);
            if (!directory.isGood(token.getName(), Long.parseLong(String.valueOf(generation)))) {
                return Uni.createFrom().failure(new AuthenticationFailedException("token withdrawn"));
            }
        }
        return Uni.createFrom().item(identity);
    }
}
