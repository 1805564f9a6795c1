package cn.haihe.center.access;

import cn.haihe.center.access.audit.AuditNote;
import cn.haihe.center.access.audit.Audited;
import cn.haihe.center.access.internal.AccountAdministration;
import cn.haihe.center.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Whoever may sign in. Accounts are disabled, never deleted: the audit log names them. */
@Path("/api/v1/accounts")
@RolesAllowed(Roles.ADMINISTRATOR)
public class AccountsResource {
    private final AccountAdministration administration;
    private final AuditNote note;

    @Inject
    AccountsResource(AccountAdministration administration, AuditNote note) {
        this.administration = administration;
        this.note = note;
    }

    @GET
    public Uni<Page> list(
            @RestQuery @DefaultValue("") String cursor, @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        return administration.list(cursor, limit).map(found -> {
            Optional<String> next = found.size() < limit
                    ? Optional.empty()
                    : Optional.of(found.get(found.size() - 1).username());
            return new Page(found, next);
        });
    }

    @POST
    @ResponseStatus(201)
    @Audited("account.create")
    @Cancellable(false)
    public Uni<OneTimeCredentials> create(NewAccount account) {
        if (account == null || account.username() == null || account.roles() == null) {
            throw new ProblemException(
                    400, "malformed-body", "Malformed body", "Send {\"username\",\"displayName\",\"roles\"} as JSON.");
        }
        note.add("username", account.username()).add("roles", account.roles());
        return administration
                .create(account.username(), account.displayName(), account.roles())
                .map(password -> new OneTimeCredentials(account.username(), password));
    }

    @PUT
    @Path("{username}/roles")
    @Audited("account.roles")
    @Cancellable(false)
    public Uni<AccountView> setRoles(@RestPath String username, List<String> roles) {
        if (roles == null) {
            throw new ProblemException(400, "malformed-body", "Malformed body", "Send the roles as a JSON array.");
        }
        note.add("roles", roles);
        return administration.setRoles(username, roles);
    }

    @POST
    @Path("{username}/disable")
    @Audited("account.disable")
    @Cancellable(false)
    public Uni<AccountView> disable(@RestPath String username) {
        return administration.setEnabled(username, false);
    }

    @POST
    @Path("{username}/enable")
    @Audited("account.enable")
    @Cancellable(false)
    public Uni<AccountView> enable(@RestPath String username) {
        return administration.setEnabled(username, true);
    }

    /** For whoever forgot it: a one-time password, shown once. */
    @POST
    @Path("{username}/password-reset")
    @Audited("account.password-reset")
    @Cancellable(false)
    public Uni<OneTimeCredentials> resetPassword(@RestPath String username) {
        return administration.resetPassword(username).map(password -> new OneTimeCredentials(username, password));
    }

    public record NewAccount(String username, String displayName, List<String> roles) {}

    public record OneTimeCredentials(String username, String oneTimePassword) {}

    public record Page(List<AccountView> accounts, Optional<String> nextCursor) {}
}
