package cn.haihe.center.command;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.audit.AuditNote;
import cn.haihe.center.access.audit.Audited;
import cn.haihe.center.command.internal.CommandForm;
import cn.haihe.center.command.internal.CommandViews;
import cn.haihe.center.command.internal.ManualActs;
import cn.haihe.center.signals.SignalField;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Junctions commanded by hand. */
@Path("/api/v1/signals")
@NonBlocking
@Tag(name = "Signals")
public class CommandResource {
    private final ManualActs acts;
    private final JunctionClaims claims;
    private final CommandForm form;
    private final SignalField field;
    private final SecurityIdentity identity;
    private final AuditNote note;
    private final Clock clock;

    CommandResource(
            ManualActs acts,
            JunctionClaims claims,
            CommandForm form,
            SignalField field,
            SecurityIdentity identity,
            AuditNote note,
            Clock clock) {
        this.acts = acts;
        this.claims = claims;
        this.form = form;
        this.field = field;
        this.identity = identity;
        this.note = note;
        this.clock = clock;
    }

    @GET
    @Path("commands")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.ADMINISTRATOR})
    @Operation(summary = "All junctions that are claimed, commanded, or on their way back to their plans")
    public List<CommandViews.Junction> list() {
        return Stream.concat(
                        claims.listCommanded().stream().map(CommandState::junctionId),
                        acts.listOpen().stream().map(ManualAct::junctionId))
                .distinct()
                .sorted()
                .map(this::view)
                .toList();
    }

    @GET
    @Path("{id}/command")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.ADMINISTRATOR})
    @Operation(summary = "What one junction is commanded to do, by whom, until when, and how it went back last")
    public CommandViews.Junction get(@RestPath String id) {
        field.getJunction(id);
        return view(id);
    }

    @POST
    @Path("{id}/command")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Roles.OPERATOR, Roles.COMMANDER})
    @Audited("signal.command")
    @Cancellable(false)
    @Operation(summary = "Hold a stage, step to the next, flash, all red or lights off, until a time")
    public Uni<Response> command(@RestPath String id, byte[] body) {
        field.getJunction(id);
        return command(form.read(Optional.of(id), body));
    }

    @POST
    @Path("commands")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Roles.OPERATOR, Roles.COMMANDER})
    @Audited("signal.command.many")
    @Cancellable(false)
    @Operation(summary = "The same of several junctions; of many a second person has to approve it")
    public Uni<Response> commandMany(byte[] body) {
        return command(form.read(Optional.empty(), body));
    }

    private Uni<Response> command(CommandForm.Draft draft) {
        note.add("act", draft.name())
                .add("expiresAt", draft.expiresAt())
                .add("reason", draft.reason())
                .add("junctions", draft.targets());
        return acts.command(draft, who()).map(commanded -> {
            commanded.approval().ifPresent(approval -> note.add("approval", approval.id()));
            CommandViews.Commanded view = new CommandViews.Commanded(
                    commanded.acts().stream()
                            .map(act -> CommandViews.act(act, field))
                            .toList(),
                    commanded.approval().map(approval -> approval.id()).orElse(null));
            return Response.status(commanded.approval().isPresent() ? 202 : 201)
                    .entity(view)
                    .build();
        });
    }

    @DELETE
    @Path("{id}/command")
    @RolesAllowed({Roles.OPERATOR, Roles.COMMANDER})
    @Audited("signal.command.release")
    @Cancellable(false)
    @Operation(summary = "Release a junction before its command expires; it goes back to its plan")
    public Uni<CommandViews.Junction> release(@RestPath String id) {
        field.getJunction(id);
        note.add("junction", id);
        return acts.release(id, who()).map(done -> view(id));
    }

    private CommandViews.Junction view(String id) {
        return CommandViews.junction(id, claims.find(id), acts.listOpen(id), field, clock);
    }

    private String who() {
        return identity.getPrincipal().getName();
    }
}
