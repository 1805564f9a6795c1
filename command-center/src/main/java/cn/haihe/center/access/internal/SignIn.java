package cn.haihe.center.access.internal;

import cn.haihe.center.access.Session;
import cn.haihe.center.access.audit.AuditEvent;
import cn.haihe.center.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Password for token. An unknown name, a disabled account and a wrong password answer the same, as slowly. */
@Singleton
public class SignIn {
    private static final int PASSWORD_LENGTH_MIN = 10;

    private final Accounts accounts;
    private final AccountDirectory directory;
    private final SignInAttempts attempts;
    private final PasswordHasher hasher;
    private final Tokens tokens;

    @Inject
    SignIn(
            Accounts accounts,
            AccountDirectory directory,
            SignInAttempts attempts,
            PasswordHasher hasher,
            Tokens tokens) {
        this.accounts = accounts;
        this.directory = directory;
        this.attempts = attempts;
        this.hasher = hasher;
        this.tokens = tokens;
    }

    /** What may be recorded of a typed name: people type their password there. */
    public static String recordable(String typedName) {
        String username = normal(typedName);
        return Accounts.USERNAME.matcher(username).matches() ? username : AuditEvent.ANONYMOUS;
    }

    public Uni<Session> open(String typedName, String password) {
        String username = normal(typedName);
        if (!Accounts.USERNAME.matcher(username).matches()) {
            return hasher.matchesNobody(password).map(no -> {
                throw wrongCredentials();
            });
        }
        return check(username, password).map(this::session);
    }

    public Uni<Session> changePassword(String username, String current, String fresh) {
        if (fresh.codePointCount(0, fresh.length()) < PASSWORD_LENGTH_MIN
                || !PasswordHasher.fits(fresh)
                || fresh.equals(current)
                || fresh.toLowerCase(Locale.ROOT).contains(username)) {
            throw new ProblemException(
                    422,
                    "weak-password",
                    "Weak password",
                    "A new password has at least " + PASSWORD_LENGTH_MIN + " characters and at most "
                            + PasswordHasher.PASSWORD_BYTES_MAX
                            + " bytes, is not the old one and does not contain the user name.");
        }
        return check(username, current)
                .chain(account -> hasher.hash(fresh))
                .chain(hash -> accounts.setPassword(username, hash, false))
                .call(directory::refresh)
                .map(changed -> session(changed.orElseThrow(SignIn::wrongCredentials)));
    }

    private static String normal(String typedName) {
        return typedName.strip().toLowerCase(Locale.ROOT);
    }

    private Uni<Account> check(String username, String password) {
        return attempts.begin(username)
                .invoke(open -> {
                    if (!open) {
                        throw new ProblemException(
                                423,
                                "account-locked",
                                "Account locked",
                                "Too many failed sign-ins under this name; try again later.");
                    }
                })
                .chain(() -> accounts.find(username))
                .map(found -> found.filter(Account::enabled))
                .chain(found -> compare(found, password)
                        .map(matches -> found.filter(a -> matches).orElseThrow(SignIn::wrongCredentials)))
                .call(() -> attempts.succeeded(username));
    }

    private Uni<Boolean> compare(Optional<Account> found, String password) {
        return found.map(account -> hasher.matches(password, account.passwordHash()))
                .orElseGet(() -> hasher.matchesNobody(password));
    }

    private Session session(Account account) {
        Tokens.Token token = tokens.issue(account);
        return new Session(
                token.value(),
                token.expiresAt(),
                account.username(),
                account.mustChangePassword() ? List.of() : account.roles(),
                account.mustChangePassword());
    }

    private static ProblemException wrongCredentials() {
        return new ProblemException(
                401, "wrong-credentials", "Wrong credentials", "The user name or the password is wrong.");
    }
}
