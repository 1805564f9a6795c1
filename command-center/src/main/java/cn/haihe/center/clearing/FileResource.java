package cn.haihe.center.clearing;

import cn.haihe.card.clearing.file.Upload;
import cn.haihe.card.clearing.file.Uploads;
import cn.haihe.card.contract.Institution;
import cn.haihe.center.access.Roles;
import cn.haihe.center.access.audit.AuditNote;
import cn.haihe.center.access.audit.Audited;
import cn.haihe.center.clearing.internal.Answers;
import cn.haihe.center.clearing.internal.Caller;
import cn.haihe.center.clearing.internal.Receiving;
import cn.haihe.center.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Batch files of the card institutions: in, how far they are, and what became of each record. */
@Path("/clearing/v1/files")
@Tag(name = "Clearing")
@RolesAllowed({Roles.INSTITUTION, Roles.CLEARING})
public class FileResource {
    private static final String OFFSET = "Upload-Offset";
    private static final String COMPLETE = "Upload-Complete";
    private static final String YES = "?1";
    private static final String NO = "?0";
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    private final Receiving receiving;
    private final Uploads uploads;
    private final Answers answers;
    private final Caller caller;
    private final AuditNote note;

    FileResource(Receiving receiving, Uploads uploads, Answers answers, Caller caller, AuditNote note) {
        this.receiving = receiving;
        this.uploads = uploads;
        this.answers = answers;
        this.caller = caller;
        this.note = note;
    }

    public record Page(List<FileView> files, Optional<Long> nextCursor) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Files that were sent, the latest first; an institution sees its own")
    public Uni<Page> list(
            @RestQuery Optional<Long> cursor, @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        return uploads.list(caller.institution().map(Institution::code), cursor.orElse(Long.MAX_VALUE), limit)
                .map(found -> new Page(
                        found.stream().map(FileView::of).toList(),
                        found.size() < limit
                                ? Optional.empty()
                                : Optional.of(found.get(found.size() - 1).sequence())));
    }

    @GET
    @Path("{institution}/{name}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "How far a file is")
    public Uni<FileView> get(@RestPath String institution, @RestPath String name) {
        Institution sender = caller.mayHandle(institution);
        return find(sender, Caller.batchName(name))
                .chain(found -> found.isPresent()
                        ? Uni.createFrom().item(FileView.of(found.get()))
                        : receiving.arrived(sender, name).map(bytes -> {
                            if (bytes == 0) {
                                throw unknown(name);
                            }
                            return FileView.receiving(institution, name, bytes);
                        }));
    }

    /** After whatever broke off: how many bytes have arrived, and whether that is all. */
    @HEAD
    @Path("{institution}/{name}")
    @Operation(summary = "Where to go on with an upload that broke off")
    public Uni<Response> offset(@RestPath String institution, @RestPath String name) {
        Institution sender = caller.mayHandle(institution);
        return receiving
                .arrived(sender, Caller.batchName(name))
                .chain(arrived -> find(sender, name).map(found -> {
                    boolean whole = arrived == 0
                            && found.isPresent()
                            && found.get().fault().isEmpty();
                    return Response.noContent()
                            .header(OFFSET, whole ? found.get().bytes() : arrived)
                            .header(COMPLETE, whole ? YES : NO)
                            .header("Cache-Control", "no-store")
                            .build();
                }));
    }

    /** The same again changes nothing. */
    @PUT
    @Path("{institution}/{name}")
    @Audited("clearing.file.put")
    @Cancellable(false)
    @Operation(summary = "Send a batch file whole, packed by gzip or not; it is cleared afterwards")
    public Uni<Response> put(@RestPath String institution, @RestPath String name, HttpServerRequest request) {
        Institution sender = caller.mayHandle(institution);
        return receiving
                .whole(request, sender, Caller.batchName(name), caller.name())
                .map(this::accepted);
    }

    @PATCH
    @Path("{institution}/{name}")
    @Audited("clearing.file.patch")
    @Cancellable(false)
    @Operation(summary = "Send a piece of a batch file, from Upload-Offset on; the last with Upload-Complete: ?1")
    public Uni<Response> patch(
            @RestPath String institution,
            @RestPath String name,
            @RestHeader(OFFSET) Optional<Long> offset,
            @RestHeader(COMPLETE) Optional<String> complete,
            HttpServerRequest request) {
        Institution sender = caller.mayHandle(institution);
        boolean isLast = complete.filter(YES::equals).isPresent();
        if (offset.isEmpty()
                || offset.get() < 0
                || complete.filter(c -> !c.equals(YES) && !c.equals(NO)).isPresent()) {
            throw new ProblemException(
                    400,
                    "malformed-parameter",
                    "Malformed parameter",
                    "Say where it begins by Upload-Offset, and by Upload-Complete ?1 or ?0 whether it is the last.");
        }
        note.add("offset", offset.get());
        return receiving
                .piece(request, sender, Caller.batchName(name), offset.get())
                .chain(arrived -> isLast
                        ? receiving.finish(sender, name, caller.name()).map(this::accepted)
                        : Uni.createFrom()
                                .item(Response.noContent()
                                        .header(OFFSET, arrived)
                                        .header(COMPLETE, NO)
                                        .build()));
    }

    private Response accepted(Receiving.Received received) {
        Upload upload = received.upload();
        note.add("bytes", upload.bytes()).add("sha256", upload.sha256()).add("new", received.isNew());
        return Response.status(received.isNew() ? 202 : 200)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(OFFSET, upload.bytes())
                .header(COMPLETE, YES)
                .entity(FileView.of(upload))
                .build();
    }

    @GET
    @Path("{institution}/{name}/answer")
    @Produces("text/plain;charset=US-ASCII")
    @Operation(summary = "What became of each record, as a file of fixed lines that the centre signs")
    @Blocking
    public java.nio.file.Path answer(@RestPath String institution, @RestPath String name, RoutingContext context)
            throws IOException, SQLException {
        return answers.file(posted(institution, name), context, caller.name());
    }

    @GET
    @Path("{institution}/{name}/exceptions")
    @Produces("application/x-ndjson")
    @Operation(summary = "Every record that was not accepted, and why, one JSON object a line")
    @Blocking
    public java.nio.file.Path exceptions(@RestPath String institution, @RestPath String name, RoutingContext context)
            throws IOException, SQLException {
        return answers.exceptions(posted(institution, name), context, caller.name());
    }

    private Upload posted(String institution, String name) {
        Upload upload = find(caller.mayHandle(institution), Caller.batchName(name))
                .await()
                .atMost(ANSWER_MAX)
                .orElseThrow(() -> unknown(name));
        if (upload.state() != Upload.State.POSTED) {
            throw new ProblemException(
                    409, "not-posted", "Not posted", name + " is " + upload.state() + "; there is no answer yet.");
        }
        return upload;
    }

    private Uni<Optional<Upload>> find(Institution sender, String name) {
        return uploads.find(sender.code(), name);
    }

    private static ProblemException unknown(String name) {
        return new ProblemException(404, "unknown-file", "Unknown file", "No file was sent as " + name + ".");
    }
}
