package cn.haihe.center.clearing.report;

import cn.haihe.card.clearing.search.ClearedRecord;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.record.RecordReason;
import cn.haihe.card.report.FigureTrace;
import cn.haihe.card.report.FigureTrace.Role;
import cn.haihe.card.report.InstitutionReport;
import cn.haihe.card.report.ReportCsv;
import cn.haihe.card.report.ReportFont;
import cn.haihe.card.report.ReportPdf;
import cn.haihe.card.report.Reports;
import cn.haihe.card.report.Reports.ArchivedDayException;
import cn.haihe.center.access.Roles;
import cn.haihe.center.access.audit.AuditNote;
import cn.haihe.center.access.audit.Audited;
import cn.haihe.center.clearing.internal.Bodies;
import cn.haihe.center.clearing.internal.Caller;
import cn.haihe.center.clearing.internal.Permits;
import cn.haihe.center.problem.ProblemException;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;

/** What a business day was for an institution, in numbers, and the records behind each of them. */
@Path("/clearing/v1/reports/{institution}/{day}")
@Tag(name = "Clearing")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.INSTITUTION, Roles.CLEARING})
public class ReportResource {
    private static final Duration TIME_OUT = Duration.ofSeconds(120);

    private final Reports reports;
    private final ReportConfig config;
    private final Caller caller;
    private final AuditNote note;
    private final ReportPermits permits;

    ReportResource(Reports reports, ReportConfig config, Caller caller, AuditNote note, ReportPermits permits) {
        this.reports = reports;
        this.config = config;
        this.caller = caller;
        this.note = note;
        this.permits = permits;
    }

    /** Which figure's. */
    public static class TraceParameters {
        @RestQuery
        Optional<String> role;

        @RestQuery
        Optional<String> counterparty;

        @RestQuery
        Optional<Integer> industry;

        @RestQuery
        Optional<Integer> kind;

        @RestQuery
        Optional<Boolean> late;

        FigureTrace trace() {
            return new FigureTrace(
                    Bodies.name(Role.class, role.orElse(""), "role"),
                    counterparty.map(TraceParameters::institution),
                    small(industry),
                    small(kind),
                    late);
        }

        private static Institution institution(String code) {
            try {
                return new Institution(code);
            } catch (IllegalArgumentException e) {
                throw Bodies.malformed("counterparty: " + e.getMessage());
            }
        }

        private static OptionalInt small(Optional<Integer> value) {
            value.filter(told -> told < 0 || told > 999).ifPresent(told -> {
                throw Bodies.malformed("industry and kind are 0 to 999.");
            });
            return value.map(OptionalInt::of).orElseGet(OptionalInt::empty);
        }
    }

    public record Files(List<FileBody> files) {}

    /** @param name absent where it is another institution's */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FileBody(
            int file,
            String acquirer,
            String name,
            LocalDate statedDay,
            long records,
            long amountFen,
            long issuerFen,
            long acquirerFen) {}

    public record Records(List<RecordBody> records, Optional<String> nextCursor) {}

    /** @param record {@code FILE-LINE}, by which a dispute names it */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RecordBody(
            String record,
            String acquirer,
            String name,
            String issuer,
            String card,
            int counter,
            Instant occurredAt,
            long amountFen,
            long issuerFen,
            long acquirerFen,
            int industry,
            int kind,
            RecordReason exception) {}

    @GET
    @Cancellable(false)
    @Operation(summary = "The report as JSON; of a day that is not sealed, as far as it has come")
    public Uni<ReportView> get(@RestPath String institution, @RestPath String day) {
        return permits.with(who(), () -> make(institution, day)).map(ReportView::of);
    }

    @GET
    @Path("csv")
    @Audited("clearing.report.csv")
    @Cancellable(false)
    @Blocking
    @Produces("text/csv;charset=UTF-8")
    @Operation(summary = "The report as one table, in UTF-8 with a byte order mark")
    public Response csv(@RestPath String institution, @RestPath String day) {
        return file(institution, day, "csv", ReportCsv::write);
    }

    @GET
    @Path("pdf")
    @Audited("clearing.report.pdf")
    @Cancellable(false)
    @Blocking
    @Produces("application/pdf")
    @Operation(summary = "The report for printing")
    public Response pdf(@RestPath String institution, @RestPath String day) {
        ReportFont font = ReportFont.find(config.font())
                .orElseThrow(() -> new ProblemException(
                        503,
                        "no-report-font",
                        "No font",
                        "This hub has no font with Chinese letters for PDF: name a TrueType file by"
                                + " haihe.clearing.report.font, or install one (Debian: fonts-wqy-microhei)."
                                + " The report as CSV needs none."));
        return file(institution, day, "pdf", (report, out) -> ReportPdf.write(report, font, out));
    }

    @GET
    @Path("files")
    @Cancellable(false)
    @Operation(
            summary = "The files with records of a figure: role=ACQUIRED or ISSUED, counterparty, industry, kind, late")
    public Uni<Files> files(@RestPath String institution, @RestPath String day, @BeanParam TraceParameters parameters) {
        Institution own = caller.mayHandle(institution);
        LocalDate asked = Bodies.day(day, "day");
        FigureTrace trace = parameters.trace();
        return permits.with(who(), () -> timed(reports.listFiles(own, asked, trace)))
                .map(files -> new Files(files.stream()
                        .map(one -> new FileBody(
                                one.fileId(),
                                one.acquirer().code(),
                                one.acquirer().equals(own) || isStaff() ? one.name() : null,
                                one.statedDay(),
                                one.records(),
                                one.amountFen(),
                                one.issuerFen(),
                                one.amountFen() - one.issuerFen()))
                        .toList()));
    }

    @GET
    @Path("records")
    @Operation(summary = "The records of a figure, or of it in one file, by file and line")
    public Uni<Records> records(
            @RestPath String institution,
            @RestPath String day,
            @BeanParam TraceParameters parameters,
            @RestQuery Optional<Integer> file,
            @RestQuery Optional<String> cursor,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        Institution own = caller.mayHandle(institution);
        Reports.After after = after(cursor, file);
        return timed(reports.listRecords(own, Bodies.day(day, "day"), parameters.trace(), after, limit))
                .map(found -> new Records(
                        found.stream().map(one -> body(one, own)).toList(),
                        found.size() < limit
                                ? Optional.empty()
                                : Optional.of(found.get(found.size() - 1).fileId() + "-"
                                        + found.get(found.size() - 1).line())));
    }

    private static Reports.After after(Optional<String> cursor, Optional<Integer> file) {
        int[] place = cursor.map(Bodies::record)
                .map(known -> new int[] {known.fileId(), known.line()})
                .orElseGet(() -> new int[] {file.orElse(0), 0});
        return new Reports.After(file.orElse(place[0]), place[1], file.isPresent());
    }

    private RecordBody body(ClearedRecord one, Institution own) {
        return new RecordBody(
                one.fileId() + "-" + one.line(),
                one.acquirer().code(),
                one.acquirer().equals(own) || isStaff() ? one.file() : null,
                one.issuer().code(),
                Long.toString(one.card()),
                one.counter(),
                one.occurredAt(),
                one.amountFen(),
                one.issuerFen(),
                one.amountFen() - one.issuerFen(),
                one.industry(),
                one.consumeKind(),
                one.exception().orElse(null));
    }

    private boolean isStaff() {
        return caller.institution().isEmpty();
    }

    private String who() {
        return caller.institution().map(Institution::code).orElseGet(caller::name);
    }

    private Uni<InstitutionReport> make(String institution, String day) {
        return timed(reports.make(caller.mayHandle(institution), Bodies.day(day, "day")));
    }

    private static <T> Uni<T> timed(Uni<T> asked) {
        return asked.ifNoItem()
                .after(TIME_OUT)
                .fail()
                .onFailure(ArchivedDayException.class)
                .transform(e -> new ProblemException(410, "day-archived", "Day archived", e.getMessage()));
    }

    private Response file(String institution, String day, String form, Writing writing) {
        try (Permits.Permit permit = permits.take(who())) {
            InstitutionReport report = make(institution, day).await().atMost(TIME_OUT);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            writing.write(report, out);
            note.add("bytes", out.size());
            return Response.ok(out.toByteArray())
                    .header(
                            "Content-Disposition",
                            "attachment; filename=\"" + institution + "-" + report.businessDay() + "." + form + "\"")
                    .build();
        } catch (IOException e) {
            throw new ProblemException(
                    503,
                    "unfit-report-font",
                    "Report not made",
                    "The report cannot be made as " + form + " (" + e.getMessage()
                            + "); for PDF haihe.clearing.report.font names the font.");
        }
    }

    private interface Writing {
        void write(InstitutionReport report, OutputStream out) throws IOException;
    }
}
