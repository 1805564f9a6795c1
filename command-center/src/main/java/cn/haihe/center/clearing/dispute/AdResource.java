package cn.haihe.center.clearing.dispute;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.dispute.DisputeLines;
import cn.haihe.card.dispute.DisputeStateException;
import cn.haihe.card.dispute.Disputes;
import cn.haihe.card.dispute.Disputes.Opening;
import cn.haihe.card.exchange.UnfitBatchException;
import cn.haihe.card.exchange.national.AdLayout;
import cn.haihe.card.exchange.national.NationalFiles;
import cn.haihe.card.exchange.national.NationalHeader;
import cn.haihe.card.exchange.national.NationalLayout;
import cn.haihe.card.exchange.national.NationalRecord;
import cn.haihe.center.access.Roles;
import cn.haihe.center.access.audit.AuditNote;
import cn.haihe.center.access.audit.Audited;
import cn.haihe.center.clearing.internal.Bodies;
import cn.haihe.center.clearing.internal.Caller;
import cn.haihe.center.problem.ProblemException;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Disputes in the national centre's AD files, as far as their layout is established. */
@Path("/clearing/v1/dispute-files")
@Tag(name = "Clearing")
public class AdResource {
    private static final int RECORDS_MAX = 1_000;
    private static final int BYTES_MAX = 1 << 20;

    private final Disputes disputes;
    private final AdLayout layout;
    private final Caller caller;
    private final AuditNote note;

    AdResource(Disputes disputes, AdLayout layout, Caller caller, AuditNote note) {
        this.disputes = disputes;
        this.layout = layout;
        this.caller = caller;
        this.note = note;
    }

    public record Taken(List<Line> lines) {}

    /**
     * @param line from 1
     * @param dispute that was opened; else {@code problem} and {@code detail} say why none was
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(int line, Long dispute, String problem, String detail) {}

    @GET
    @Produces("text/plain;charset=GB18030")
    @RolesAllowed({Roles.INSTITUTION, Roles.CLEARING})
    @Operation(summary = "The disputes whose adjustments were posted on a business day, as an AD file")
    public Uni<byte[]> get(@RestQuery String businessDay) {
        LocalDate day = Bodies.day(businessDay, "businessDay");
        return disputes.listUpheld(day, caller.institution())
                .map(upheld -> upheld.stream()
                        .map(one -> DisputeLines.write(one, layout))
                        .toList())
                .map(lines -> file(day, lines));
    }

    private byte[] file(LocalDate day, List<NationalRecord> lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String receiver = caller.institution().map(Institution::code).orElse("");
        try {
            NationalFiles.write(
                    out, new NationalHeader(lines.size(), day, receiver, layout.lineBytes()), lines.iterator());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Each line by itself: one that cannot be taken does not keep the others out. The same again opens nothing twice. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.INSTITUTION)
    @Audited("clearing.dispute.file")
    @Cancellable(false)
    @Operation(summary = "Open a dispute for each line of an AD file of one's own")
    public Uni<Taken> post(byte[] body) {
        List<NationalRecord> lines = read(body == null ? new byte[0] : body);
        note.add("lines", lines.size());
        return Multi.createFrom()
                .iterable(IntStream.range(0, lines.size()).boxed().toList())
                .onItem()
                .transformToUniAndConcatenate(place -> take(place + 1, lines.get(place)))
                .collect()
                .asList()
                .map(Taken::new);
    }

    private static List<NationalRecord> read(byte[] body) {
        List<NationalRecord> lines = new ArrayList<>();
        try {
            if (body.length > BYTES_MAX) {
                throw tooLarge();
            }
            NationalFiles.read(new ByteArrayInputStream(body), NationalLayout.AD, lines::add);
        } catch (UnfitBatchException e) {
            throw new ProblemException(422, "unfit-file", "Unfit file", e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (lines.size() > RECORDS_MAX) {
            throw tooLarge();
        }
        return lines;
    }

    private static ProblemException tooLarge() {
        return new ProblemException(
                413,
                "file-too-large",
                "File too large",
                "At most " + RECORDS_MAX + " lines and " + BYTES_MAX + " bytes at once.");
    }

    private Uni<Line> take(int number, NationalRecord line) {
        Opening opening;
        try {
            opening = DisputeLines.read(line, layout);
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Uni.createFrom().item(new Line(number, null, "malformed-line", e.getMessage()));
        }
        if (!caller.institution().orElseThrow().equals(opening.opener())) {
            return Uni.createFrom()
                    .item(new Line(number, null, "not-yours", opening.opener() + " is who disputes this"));
        }
        return disputes.open(opening, caller.name())
                .map(one -> new Line(number, one.id(), null, null))
                .onFailure(DisputeStateException.class)
                .recoverWithItem(e -> {
                    var problem =
                            DisputeResource.problem((DisputeStateException) e).problem();
                    return new Line(number, null, problem.slug(), problem.detail());
                });
    }
}
