package cn.haihe.center.problem;

import io.quarkus.security.AuthenticationFailedException;
import java.util.Optional;

/** Why a token that was rightly signed is good for nothing all the same: who signed it is told. */
public final class TokenRefusal extends RuntimeException {
    private final String slug;

    private TokenRefusal(String slug, String detail) {
        super(detail);
        this.slug = slug;
    }

    /** @param slug of the problem, {@code token-used} */
    public static AuthenticationFailedException of(String slug, String detail) {
        return new AuthenticationFailedException(detail, new TokenRefusal(slug, detail));
    }

    public static Optional<TokenRefusal> in(AuthenticationFailedException failure) {
        return Optional.ofNullable(failure.getCause())
                .filter(TokenRefusal.class::isInstance)
                .map(TokenRefusal.class::cast);
    }

    public String slug() {
        return slug;
    }
}
