package cn.haihe.center.clearing;

import cn.haihe.card.lists.ListKind;
import cn.haihe.card.lists.ListVersion;
import cn.haihe.card.lists.PublishedList;
import cn.haihe.center.access.Roles;
import cn.haihe.center.clearing.internal.Caller;
import cn.haihe.center.clearing.internal.CentreLists;
import cn.haihe.center.clearing.internal.Deliveries;
import cn.haihe.center.clearing.internal.WholeLists;
import cn.haihe.center.problem.Problem;
import cn.haihe.center.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The blacklist and the list of cities as files that the centre signs: whole, or what changed since a version. */
@Path("/clearing/v1/{list:blacklist|city-lists}")
@Tag(name = "Clearing")
@Produces("text/plain;charset=US-ASCII")
@RolesAllowed({Roles.INSTITUTION, Roles.CLEARING})
@Blocking
public class ListFileResource {
    private static final Duration TIME_OUT = Duration.ofSeconds(30);

    private final CentreLists lists;
    private final WholeLists wholes;
    private final ListConfig config;
    private final Deliveries deliveries;
    private final Caller caller;
    private final Clock clock;

    ListFileResource(
            CentreLists lists,
            WholeLists wholes,
            ListConfig config,
            Deliveries deliveries,
            Caller caller,
            Clock clock) {
        this.deliveries = deliveries;
        this.caller = caller;
        this.lists = lists;
        this.wholes = wholes;
        this.config = config;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary =
                    "The whole list; a version that was written shortly ago is given again, what came since is in the delta")
    public Response whole(
            @RestPath String list,
            @RestHeader("If-None-Match") Optional<String> known,
            @RestHeader("Accept-Encoding") Optional<String> encodings,
            RoutingContext context)
            throws IOException, SQLException {
        ListKind kind = ListResource.kind(list);
        WholeLists.Whole whole = wholes.get(kind, await(lists.get(kind).getCurrent()));
        boolean packed = encodings.filter(any -> any.contains("gzip")).isPresent();
        String tag = "\"" + list + "-" + whole.version().number() + (packed ? "-gzip\"" : "\"");
        Response.ResponseBuilder answer = known.filter(any -> any.contains(tag)).isPresent()
                ? Response.notModified()
                : packed
                        ? Response.ok(whole.file()).header("Content-Encoding", "gzip")
                        : Response.ok(deliveries.write(context, caller.name(), out -> unpack(whole, out)))
                                .header("Content-Encoding", "identity");
        return answer.header("ETag", tag)
                .header("Vary", "Accept-Encoding")
                .header("Cache-Control", "private, no-cache")
                .build();
    }

    private static void unpack(WholeLists.Whole whole, OutputStream out) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(whole.file()))) {
            in.transferTo(out);
        }
    }

    @GET
    @Path("changes")
    @Operation(summary = "What changed since a version; 410 where one must fetch the whole list instead")
    public byte[] changes(@RestPath String list, @RestQuery Optional<Long> since) throws IOException, SQLException {
        PublishedList published = lists.get(ListResource.kind(list));
        long number = since.filter(any -> any >= 0)
                .orElseThrow(() -> new ProblemException(
                        400, "malformed-parameter", "Malformed parameter", "Say since which version, from 0."));
        ListVersion from = await(published.find(number))
                .orElseThrow(() -> new ProblemException(
                        404, "unknown-version", "Unknown version", "There is no version " + number + "."));
        ListVersion current = await(published.getCurrent());
        boolean isOld = await(published.find(number + 1))
                .filter(next -> next.publishedAt().plus(config.deltaAgeMax()).isBefore(clock.instant()))
                .isPresent();
        if (isOld || await(published.countChangesSince(number)) > config.deltaMax()) {
            throw new ProblemException(Problem.of(
                            410,
                            "delta-too-old",
                            "Delta too old",
                            "Too much changed since version " + number + "; fetch the whole list.")
                    .with("wholeList", "/clearing/v1/" + list));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        wholes.writeSince(published.kind(), from, current, out);
        return out.toByteArray();
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(TIME_OUT);
    }
}
