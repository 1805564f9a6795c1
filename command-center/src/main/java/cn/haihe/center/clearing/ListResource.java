package cn.haihe.center.clearing;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.lists.BatchConflictException;
import cn.haihe.card.lists.ListChange;
import cn.haihe.card.lists.ListKind;
import cn.haihe.card.lists.ListLag;
import cn.haihe.card.lists.ListVersion;
import cn.haihe.card.lists.PublishedList;
import cn.haihe.center.access.Roles;
import cn.haihe.center.access.audit.AuditNote;
import cn.haihe.center.access.audit.Audited;
import cn.haihe.center.clearing.internal.Caller;
import cn.haihe.center.clearing.internal.CentreLists;
import cn.haihe.center.clearing.internal.ListBatch;
import cn.haihe.center.clearing.rules.RuleBooks;
import cn.haihe.center.problem.ProblemException;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.server.Cancellable;

/**
 * The blacklist and the list of cities whose cards are taken: issuers tell of their cards and staff of cities, each batch makes
 * a version; acquirers say which version their terminals have. The files are at {@link ListFileResource}.
 */
@Path("/clearing/v1/{list:blacklist|city-lists}")
@Tag(name = "Clearing")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.INSTITUTION, Roles.CLEARING})
public class ListResource {
    /** Who tells of cities. */
    private static final String CENTRE = "CENTRE";

    private final CentreLists lists;
    private final ListBatch batches;
    private final RuleBooks books;
    private final Caller caller;
    private final AuditNote note;
    private final Clock clock;

    ListResource(CentreLists lists, ListBatch batches, RuleBooks books, Caller caller, AuditNote note, Clock clock) {
        this.lists = lists;
        this.batches = batches;
        this.books = books;
        this.caller = caller;
        this.note = note;
        this.clock = clock;
    }

    public record Batch(List<ListBatch.Told> changes) {}

    public record VersionBody(long version, Instant publishedAt) {
        static VersionBody of(ListVersion version) {
            return new VersionBody(version.number(), version.publishedAt());
        }
    }

    public record Acknowledgement(Long version) {}

    /** @param behindSince when the first version that it lacks was published; absent where it lacks none */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LagBody(
            String institution, long version, Instant acknowledgedAt, Instant behindSince, boolean late) {}

    public record LagsBody(long version, Instant publishedAt, long withinSeconds, List<LagBody> institutions) {}

    @GET
    @Path("version")
    @Operation(summary = "The current version of the list")
    public Uni<VersionBody> version(@RestPath String list) {
        return list(list).getCurrent().map(VersionBody::of);
    }

    /** The same again changes nothing. */
    @PUT
    @Path("batches/{teller}/{name}")
    @Audited("clearing.list.publish")
    @Cancellable(false)
    @Operation(
            summary = "Tell changes, which make the next version; of cards their issuer, of cities the centre's staff")
    public Uni<Response> publish(@RestPath String list, @RestPath String teller, @RestPath String name, Batch batch) {
        PublishedList published = list(list);
        Optional<Institution> issuer = teller(published.kind(), teller);
        Caller.batchName(name);
        if (batch == null || batch.changes() == null) {
            throw malformed(
                    "Send {\"changes\":[{\"card\" or \"city\",\"listed\",\"effectiveAt\",\"reason\"}]} as JSON.");
        }
        List<ListChange> changes = batches.check(published.kind(), issuer, batch.changes());
        note.add("changes", changes.size());
        return published
                .publish(changes, teller, name)
                .onFailure(BatchConflictException.class)
                .transform(e -> new ProblemException(
                        409, "batch-conflict", "Batch conflict", name + " was told before with other changes."))
                .invoke(done -> note.add("version", done.version().number()).add("new", done.isNew()))
                .map(done -> Response.status(done.isNew() ? 201 : 200)
                        .entity(VersionBody.of(done.version()))
                        .build());
    }

    private Optional<Institution> teller(ListKind kind, String teller) {
        if (kind == ListKind.BLACKLIST) {
            return Optional.of(caller.mayHandle(teller));
        }
        if (caller.institution().isPresent()) {
            throw new ProblemException(403, "not-yours", "Not yours", "The centre's staff alone tells of cities.");
        }
        if (!teller.equals(CENTRE)) {
            throw new ProblemException(404, "unknown-teller", "Unknown teller", "Of cities only CENTRE tells.");
        }
        return Optional.empty();
    }

    @PUT
    @Path("acknowledgements/{institution}")
    @Audited("clearing.list.acknowledge")
    @Cancellable(false)
    @Operation(summary = "An acquirer's terminals have this version")
    public Uni<LagBody> acknowledge(@RestPath String list, @RestPath String institution, Acknowledgement said) {
        PublishedList published = list(list);
        Institution acquirer = caller.mayHandle(institution);
        if (said == null || said.version() == null || said.version() < 1) {
            throw malformed("Send {\"version\":N} as JSON, N from 1.");
        }
        note.add("version", said.version());
        return published
                .find(said.version())
                .invoke(found -> {
                    if (found.isEmpty()) {
                        throw new ProblemException(
                                409,
                                "unknown-version",
                                "Unknown version",
                                "There is no version " + said.version() + ".");
                    }
                })
                .chain(() -> published.acknowledge(acquirer, said.version()))
                .chain(() -> published.listLag(List.of(acquirer)))
                .map(lags -> body(published.kind(), lags.get(0)));
    }

    @GET
    @Path("acknowledgements")
    @Operation(summary = "Which version each acquirer has, who is behind and since when; an institution sees itself")
    public Uni<LagsBody> acknowledgements(@RestPath String list) {
        PublishedList published = list(list);
        List<Institution> asked =
                caller.institution().map(List::of).orElseGet(() -> CentreLists.acquirers(books.today()));
        return published
                .getCurrent()
                .chain(current -> published
                        .listLag(asked)
                        .map(lags -> new LagsBody(
                                current.number(),
                                current.publishedAt(),
                                lists.within(published.kind()).toSeconds(),
                                lags.stream()
                                        .map(lag -> body(published.kind(), lag))
                                        .toList())));
    }

    private LagBody body(ListKind kind, ListLag lag) {
        return new LagBody(
                lag.acquirer().code(),
                lag.acknowledged(),
                lag.acknowledgedAt().orElse(null),
                lag.behindSince().orElse(null),
                lag.isLate(clock.instant(), lists.within(kind)));
    }

    private PublishedList list(String name) {
        return lists.get(kind(name));
    }

    static ListKind kind(String name) {
        return name.equals("blacklist") ? ListKind.BLACKLIST : ListKind.CITIES;
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(400, "malformed-body", "Malformed body", detail);
    }
}
