package cn.haihe.center.source;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.audit.AuditNote;
import cn.haihe.center.access.audit.Audited;
import cn.haihe.center.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Takes sources in and gives them their keys. */
@Path("/api/v1/sources")
public class SourceResource {
    private final SourceRegister register;
    private final AuditNote note;

    SourceResource(SourceRegister register, AuditNote note) {
        this.register = register;
        this.note = note;
    }

    /**
     * What an administrator says of a new source; kind is TRAFFIC or PARKING.
     *
     * @param zeroCloses null stands for true where the kind is TRAFFIC
     * @param recordsPerSecond that it may send on average; null stands for as many as sources usually may
     */
    public record NewSource(String id, String name, SourceKind kind, Boolean zeroCloses, Integer recordsPerSecond) {}

    /** What can be changed of a source; null leaves it as it is. */
    public record Change(Boolean zeroCloses, Integer recordsPerSecond) {
        Source of(Source present) {
            Source changed = zeroCloses == null ? present : present.withZeroCloses(zeroCloses);
            return recordsPerSecond == null ? changed : changed.withRecordsPerSecond(recordsPerSecond);
        }
    }

    /** @param apiKey shown now and never again */
    public record SourceKey(String id, String apiKey) {}

    @POST
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Audited("source.add")
    @Cancellable(false)
    public Uni<SourceKey> add(NewSource wanted) {
        Source source = read(wanted);
        note.add("source", source.id()).add("kind", source.kind());
        return register.add(source)
                .map(key -> key.orElseThrow(() -> new ProblemException(
                        409, "source-exists", "Source exists", "The id " + source.id() + " is taken.")))
                .map(key -> new SourceKey(source.id(), key));
    }

    /** How much it may send; and of a source of traffic whether its speed of zero closes a street. */
    @PUT
    @Path("{id}")
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Audited("source.change")
    @Cancellable(false)
    public Uni<Source> change(String id, Change wanted) {
        if (wanted == null || (wanted.zeroCloses() == null && wanted.recordsPerSecond() == null)) {
            throw malformed("zeroCloses must be true or false, or recordsPerSecond a number");
        }
        note.add("source", id);
        if (wanted.zeroCloses() != null) {
            note.add("zeroCloses", wanted.zeroCloses());
        }
        if (wanted.recordsPerSecond() != null) {
            note.add("recordsPerSecond", wanted.recordsPerSecond());
        }
        Source present = register.find(id).orElseThrow(() -> FeedResource.unknownSource(id));
        if (wanted.zeroCloses() != null && present.kind() != SourceKind.TRAFFIC) {
            throw malformed("zeroCloses belongs to the kind TRAFFIC");
        }
        if (present.kind() == SourceKind.TERMINALS) {
            throw malformed("what terminals may send is not a matter of their source");
        }
        check(() -> wanted.of(present));
        return register.change(id, wanted::of).map(source -> source.orElseThrow(() -> FeedResource.unknownSource(id)));
    }

    /** The present key is void from now on. */
    @POST
    @Path("{id}/key")
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Audited("source.key.replace")
    @Cancellable(false)
    public Uni<SourceKey> replaceKey(String id) {
        return register.replaceKey(id)
                .map(key -> key.orElseThrow(() -> FeedResource.unknownSource(id)))
                .map(key -> new SourceKey(id, key));
    }

    private static Source read(NewSource wanted) {
        if (wanted == null || wanted.kind() == SourceKind.TERMINALS) {
            throw malformed("kind must be TRAFFIC or PARKING");
        }
        return check(() -> new Change(wanted.zeroCloses(), wanted.recordsPerSecond())
                .of(new Source(wanted.id(), wanted.name(), wanted.kind())));
    }

    private static Source check(Supplier<Source> source) {
        try {
            return source.get();
        } catch (IllegalArgumentException e) {
            throw malformed(e.getMessage());
        }
    }

    private static ProblemException malformed(String what) {
        return new ProblemException(400, "malformed-source", "Malformed source", what + ".");
    }
}
