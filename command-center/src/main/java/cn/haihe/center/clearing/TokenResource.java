package cn.haihe.center.clearing;

import cn.haihe.center.access.audit.AuditNote;
import cn.haihe.center.access.audit.Audited;
import cn.haihe.center.clearing.internal.InstitutionSessions;
import cn.haihe.center.problem.Problem;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.problem.TokenRefusal;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.server.Cancellable;

/**
 * A session for an institution that signs by itself: one token of its own, shown once, for one that is good for many requests.
 * The client credentials grant of RFC 6749 with the client assertion of RFC 7523, as private_key_jwt is used.
 */
@Path("/clearing/v1/token")
@Tag(name = "Clearing")
@Produces(MediaType.APPLICATION_JSON)
public class TokenResource {
    private static final String GRANT = "client_credentials";
    private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final InstitutionSessions sessions;
    private final AuditNote note;

    TokenResource(InstitutionSessions sessions, AuditNote note) {
        this.note = note;
        this.sessions = sessions;
    }

    public record Opened(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn) {}

    @POST
    @PermitAll
    @Audited("clearing.session.open")
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(summary = "Show a token of one's own, once, for a session of ten minutes")
    public Uni<Response> open(
            @RestForm("grant_type") String grant,
            @RestForm("client_assertion_type") String type,
            @RestForm("client_assertion") String assertion) {
        if (!GRANT.equals(grant) || !ASSERTION.equals(type) || assertion == null) {
            throw new ProblemException(Problem.of(
                            400,
                            "unsupported-grant",
                            "Unsupported grant",
                            "Send grant_type=" + GRANT + "&client_assertion_type=" + ASSERTION
                                    + "&client_assertion=TOKEN.")
                    .with("error", GRANT.equals(grant) ? "invalid_request" : "unsupported_grant_type"));
        }
        return sessions.open(assertion)
                .onFailure(AuthenticationFailedException.class)
                .transform(e -> new ProblemException(Problem.of(
                                401,
                                TokenRefusal.in((AuthenticationFailedException) e)
                                        .map(TokenRefusal::slug)
                                        .orElse("sign-in-needed"),
                                "No session",
                                e.getMessage())
                        .with("error", "invalid_client")))
                .invoke(session -> note.by(session.institution().code()))
                .map(session -> Response.ok(
                                new Opened(session.token(), "Bearer", InstitutionSessions.LIFETIME.toSeconds()))
                        .header("Cache-Control", "no-store")
                        .build());
    }
}
