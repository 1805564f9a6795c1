package cn.haihe.center.access.internal;

import cn.haihe.center.access.AccountView;
import cn.haihe.center.access.Roles;
import cn.haihe.center.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** What administrators do with accounts, in force on this hub as soon as it is answered. */
@Singleton
public class AccountAdministration {
    private static final int DISPLAY_NAME_LENGTH_MAX = 100;

    private final Accounts accounts;
    private final AccountDirectory directory;
    private final PasswordHasher hasher;

    @Inject
    AccountAdministration(Accounts accounts, AccountDirectory directory, PasswordHasher hasher) {
        this.accounts = accounts;
        this.directory = directory;
        this.hasher = hasher;
    }

    public Uni<List<AccountView>> list(String afterUsername, int limit) {
        return accounts.list(afterUsername, limit)
                .map(found -> found.stream().map(AccountAdministration::listed).toList());
    }

    /** The new account's one-time password. */
    public Uni<String> create(String username, String displayName, List<String> roles) {
        String shownName = displayName == null || displayName.isBlank() ? username : displayName.strip();
        if (!Accounts.USERNAME.matcher(username).matches() || shownName.length() > DISPLAY_NAME_LENGTH_MAX) {
            throw new ProblemException(
                    422,
                    "unfit-username",
                    "Unfit user name",
                    "A user name has 1 to 64 of a-z 0-9 . _ - and begins with a letter or digit;"
                            + " a display name has at most " + DISPLAY_NAME_LENGTH_MAX + " characters.");
        }
        List<String> known = known(roles);
        String password = OneTimePassword.next();
        return hasher.hash(password)
                .chain(hash -> accounts.create(username, shownName, hash, true, known))
                .invoke(made -> {
                    if (!made) {
                        throw new ProblemException(
                                409, "username-taken", "User name taken", "There is an account of this name.");
                    }
                })
                .call(directory::refresh)
                .replaceWith(password);
    }

    public Uni<AccountView> setRoles(String username, List<String> roles) {
        return changed(accounts.setRoles(username, known(roles)));
    }

    public Uni<AccountView> setEnabled(String username, boolean enabled) {
        return changed(accounts.setEnabled(username, enabled));
    }

    public Uni<String> resetPassword(String username) {
        String password = OneTimePassword.next();
        return hasher.hash(password)
                .chain(hash -> changed(accounts.setPassword(username, hash, true)))
                .replaceWith(password);
    }

    private Uni<AccountView> changed(Uni<Optional<Account>> change) {
        return change.map(account -> account.map(AccountAdministration::listed)
                        .orElseThrow(() -> new ProblemException(
                                404, "unknown-account", "Unknown account", "There is no account of this name.")))
                .call(directory::refresh)
                .onFailure(Accounts.LastAdministratorException.class)
                .transform(e -> new ProblemException(
                        409,
                        "last-administrator",
                        "Last administrator",
                        "This would leave nobody who may administer accounts."));
    }

    private static List<String> known(List<String> roles) {
        for (String role : roles) {
            if (role == null || !Roles.ALL.contains(role)) {
                throw new ProblemException(422, "unknown-role", "Unknown role", "Roles are " + Roles.ALL + ".");
            }
        }
        return roles.stream().distinct().sorted().toList();
    }

    private static AccountView listed(Account account) {
        return new AccountView(
                account.username(),
                account.displayName(),
                account.roles(),
                account.enabled(),
                account.mustChangePassword(),
                account.demo());
    }
}
