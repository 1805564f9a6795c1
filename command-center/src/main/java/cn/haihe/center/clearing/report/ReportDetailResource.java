package cn.haihe.center.clearing.report;

import cn.haihe.card.adjustment.Adjustment.RecordPlace;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.record.RecordReason;
import cn.haihe.card.report.NotAccepted;
import cn.haihe.card.report.ReportDetails;
import cn.haihe.card.report.SharedJourney;
import cn.haihe.center.access.Roles;
import cn.haihe.center.clearing.internal.Bodies;
import cn.haihe.center.clearing.internal.Caller;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What is behind a report's figures beside its accepted records: shared journeys, and records that were not accepted. */
@Path("/clearing/v1/reports/{institution}/{day}")
@Tag(name = "Clearing")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.INSTITUTION, Roles.CLEARING})
public class ReportDetailResource {
    private static final Duration TIME_OUT = Duration.ofSeconds(120);
    private static final Pattern CURSOR = Pattern.compile("([0-9]{1,18}|[0-8][0-9]{18})-[0-9]{1,9}");

    private final ReportDetails details;
    private final Caller caller;

    ReportDetailResource(ReportDetails details, Caller caller) {
        this.details = details;
        this.caller = caller;
    }

    public record RideBody(int counter, String acquirer, long paidFen, long fullFen, long shareFen) {
        static RideBody of(SharedJourney.Ride ride) {
            return new RideBody(
                    ride.counter(), ride.acquirer().code(), ride.paidFen(), ride.fullFen(), ride.shareFen());
        }
    }

    /**
     * @param journey {@code CARD-COUNTER} of its first ride
     * @param netFen what it moved on this day for the institution
     * @param rides none where it is shared no more
     */
    public record JourneyBody(String journey, long netFen, List<RideBody> rides) {
        static JourneyBody of(SharedJourney one) {
            return new JourneyBody(
                    one.card() + "-" + one.firstCounter(),
                    one.netFen(),
                    one.rides().stream().map(RideBody::of).toList());
        }
    }

    public record Journeys(List<JourneyBody> journeys, Optional<String> nextCursor) {}

    /** @param record {@code FILE-LINE}; {@code name} absent where the file is another institution's */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ExceptionBody(
            String record,
            String acquirer,
            String name,
            RecordReason reason,
            String issuer,
            String card,
            Integer counter,
            Long amountFen) {}

    public record Exceptions(List<ExceptionBody> exceptions, Optional<String> nextCursor) {}

    @GET
    @Path("journeys")
    @Operation(summary = "The journeys behind what sharing discounts moved on the day, and each ride's share")
    public Uni<Journeys> journeys(
            @RestPath String institution,
            @RestPath String day,
            @RestQuery Optional<String> cursor,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        Institution own = caller.mayHandle(institution);
        String[] after = cursor.filter(told -> CURSOR.matcher(told).matches() || refuse())
                .orElse("0-0")
                .split("-");
        return timed(details.listJourneys(
                        own, Bodies.day(day, "day"), Long.parseLong(after[0]), Integer.parseInt(after[1]), limit))
                .map(found -> found.stream().map(JourneyBody::of).toList())
                .map(bodies -> new Journeys(
                        bodies,
                        bodies.size() < limit
                                ? Optional.empty()
                                : Optional.of(bodies.get(bodies.size() - 1).journey())));
    }

    @GET
    @Path("exceptions")
    @Operation(summary = "The records behind a figure of what was not accepted, by file and line")
    public Uni<Exceptions> exceptions(
            @RestPath String institution,
            @RestPath String day,
            @RestQuery Optional<String> reason,
            @RestQuery Optional<String> cursor,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        Institution own = caller.mayHandle(institution);
        RecordReason asked = Bodies.name(RecordReason.class, reason.orElse(""), "reason");
        RecordPlace after = cursor.map(Bodies::record).orElse(new RecordPlace(0, 0));
        return timed(details.listNotAccepted(own, Bodies.day(day, "day"), asked, after, limit))
                .map(found -> new Exceptions(
                        found.stream().map(one -> body(one, own)).toList(),
                        found.size() < limit
                                ? Optional.empty()
                                : Optional.of(
                                        found.get(found.size() - 1).place().toString())));
    }

    private ExceptionBody body(NotAccepted one, Institution own) {
        boolean isNamed = one.acquirer().equals(own) || caller.institution().isEmpty();
        Optional<NotAccepted.Kept> kept = one.kept();
        return new ExceptionBody(
                one.place().toString(),
                one.acquirer().code(),
                isNamed ? one.file() : null,
                one.reason(),
                kept.map(known -> known.issuer().code()).orElse(null),
                kept.map(known -> Long.toString(known.card())).orElse(null),
                kept.map(NotAccepted.Kept::counter).orElse(null),
                kept.map(NotAccepted.Kept::amountFen).orElse(null));
    }

    private static boolean refuse() {
        throw Bodies.malformed("cursor is a journey, CARD-COUNTER.");
    }

    private static <T> Uni<T> timed(Uni<T> asked) {
        return asked.ifNoItem().after(TIME_OUT).fail();
    }
}
