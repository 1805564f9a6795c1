package cn.haihe.center.access.audit.internal;

import cn.haihe.center.access.audit.AuditEvent;
import cn.haihe.center.access.audit.AuditLog;
import cn.haihe.center.access.audit.AuditNote;
import cn.haihe.center.access.audit.AuditOutcome;
import cn.haihe.center.access.audit.Audited;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Puts every call of an {@link Audited} method into the log, whatever became of it. */
class AuditFilter {
    private static final Logger LOG = Logger.getLogger(AuditFilter.class);

    private final AuditLog log;
    private final AuditNote note;
    private final CurrentIdentityAssociation identities;

    @Inject
    AuditFilter(AuditLog log, AuditNote note, CurrentIdentityAssociation identities) {
        this.log = log;
        this.note = note;
        this.identities = identities;
    }

    @Audited("")
    @ServerRequestFilter
    public void refuseWhatCannotBeRecorded(HttpServerRequest connection) {
        log.checkWritable();
        // Asked for once it is remembered; a connection that closed meanwhile could not tell any more.
        connection.remoteAddress();
    }

    @Audited("")
    @ServerResponseFilter
    public Uni<Void> record(
            ContainerRequestContext request,
            ContainerResponseContext response,
            ResourceInfo resource,
            HttpServerRequest connection) {
        String action =
                resource.getResourceMethod().getAnnotation(Audited.class).value();
        String target =
                request.getMethod() + " " + request.getUriInfo().getRequestUri().getRawPath();
        int status = response.getStatus();
        note.add("status", status);
        return identities
                .getDeferredIdentity()
                .map(identity -> identity.isAnonymous()
                        ? AuditEvent.ANONYMOUS
                        : identity.getPrincipal().getName())
                .onFailure()
                .recoverWithItem(AuditEvent.ANONYMOUS)
                .chain(who -> log.record(new AuditEvent(
                        note.who(who),
                        connection.remoteAddress().hostAddress(),
                        action,
                        target,
                        AuditOutcome.ofStatus(status),
                        note.text())))
                .onFailure()
                .invoke(e -> LOG.errorf(
                        "%s %s was answered %d before its audit record was written: %s",
                        action, target, status, e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
