package cn.haihe.center.access;

import cn.haihe.center.access.audit.AuditNote;
import cn.haihe.center.access.audit.Audited;
import cn.haihe.center.access.internal.SignIn;
import cn.haihe.center.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Signing in, and changing one's own password. */
@Path("/api/v1/session")
public class SessionResource {
    private final SignIn signIn;
    private final SecurityIdentity identity;
    private final AuditNote note;

    @Inject
    SessionResource(SignIn signIn, SecurityIdentity identity, AuditNote note) {
        this.note = note;
        this.signIn = signIn;
        this.identity = identity;
    }

    @POST
    @PermitAll
    @Audited("session.open")
    @Cancellable(false)
    public Uni<Session> open(Credentials credentials) {
        if (credentials == null || credentials.username() == null || credentials.password() == null) {
            throw new ProblemException(
                    400, "malformed-body", "Malformed body", "Send {\"username\",\"password\"} as JSON.");
        }
        note.by(SignIn.recordable(credentials.username()));
        return signIn.open(credentials.username(), credentials.password());
    }

    @GET
    @Authenticated
    public Who who() {
        return new Who(
                identity.getPrincipal().getName(),
                identity.getRoles().stream().sorted().toList());
    }

    /** The answer's token replaces the one that asked, which is no longer good. */
    @POST
    @Path("password")
    @Authenticated
    @Audited("session.password")
    @Cancellable(false)
    public Uni<Session> changePassword(PasswordChange change) {
        if (change == null || change.currentPassword() == null || change.newPassword() == null) {
            throw new ProblemException(
                    400, "malformed-body", "Malformed body", "Send {\"currentPassword\",\"newPassword\"} as JSON.");
        }
        return signIn.changePassword(identity.getPrincipal().getName(), change.currentPassword(), change.newPassword());
    }

    public record Credentials(String username, String password) {}

    public record PasswordChange(String currentPassword, String newPassword) {}

    public record Who(String username, List<String> roles) {}
}
