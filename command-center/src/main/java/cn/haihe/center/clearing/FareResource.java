package cn.haihe.center.clearing;

import cn.haihe.card.fare.FareBook;
import cn.haihe.card.fare.FareLine;
import cn.haihe.card.fare.Mode;
import cn.haihe.card.fare.PricedRide;
import cn.haihe.card.fare.RiddenBefore;
import cn.haihe.card.fare.Ride;
import cn.haihe.card.fare.Rider;
import cn.haihe.card.fare.RiderKind;
import cn.haihe.center.access.Roles;
import cn.haihe.center.access.audit.ChangesNothing;
import cn.haihe.center.clearing.internal.Bodies;
import cn.haihe.center.problem.Problem;
import cn.haihe.center.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What rides cost by the tariffs that held on their days, and why, line by line. Keeps nothing. */
@Path("/clearing/v1/fares")
@Tag(name = "Clearing")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.INSTITUTION, Roles.CLEARING})
public class FareResource {
    /** More than anybody rides in a month, which is as far as rules look back. */
    private static final int RIDES_MAX = 300;

    private final FareBook fares;

    FareResource(FareBook fares) {
        this.fares = fares;
    }

    /** @param issuerCity code of the city whose card it is */
    public record RiderBody(String kind, Integer issuerCity) {}

    /**
     * @param to absent where nobody taps out; {@code stations} counted with both ends, absent where the tariff does not ask
     * @param chargedAt absent where that is as it is boarded
     */
    public record RideBody(
            Integer city,
            String mode,
            String operator,
            String line,
            String from,
            String to,
            Integer stations,
            Instant boardedAt,
            Instant chargedAt) {}

    /** @param rides of one card, in their order; those before are what later ones are discounted by */
    public record Asking(RiderBody rider, List<RideBody> rides) {}

    public record Priced(long fullFen, long priceFen, List<FareLine> lines) {
        static Priced of(PricedRide ride) {
            return new Priced(ride.fullFen(), ride.priceFen(), ride.lines());
        }
    }

    public record Prices(long priceFen, List<Priced> rides) {}

    @POST
    @ChangesNothing
    @Path("prices")
    @Operation(summary = "What rides of one card cost, each with the lines that its price is made of")
    public Prices prices(Asking asking) {
        if (asking == null
                || asking.rider() == null
                || asking.rider().issuerCity() == null
                || asking.rides() == null
                || asking.rides().isEmpty()
                || asking.rides().size() > RIDES_MAX) {
            throw Bodies.malformed("Send {\"rider\":{\"kind\",\"issuerCity\"},\"rides\":[…]} with 1 to " + RIDES_MAX
                    + " rides as JSON.");
        }
        Rider rider = new Rider(
                Bodies.name(RiderKind.class, asking.rider().kind(), "kind"),
                asking.rider().issuerCity());
        List<PricedRide> priced = new ArrayList<>();
        for (RideBody body : asking.rides()) {
            int place = priced.size();
            Ride ride = ride(body, place);
            if (place > 0
                    && ride.boardedAt().isBefore(priced.get(place - 1).ride().boardedAt())) {
                throw unfit(place, "it was boarded before the ride that it follows");
            }
            priced.add(fares.findPrice(rider, ride, new RiddenBefore(priced))
                    .orElseThrow(() -> unfit(place, "no tariff of city " + ride.city() + " says what it cost then")));
        }
        return new Prices(
                priced.stream().mapToLong(PricedRide::priceFen).sum(),
                priced.stream().map(Priced::of).toList());
    }

    private static Ride ride(RideBody body, int place) {
        if (body == null || body.city() == null || body.boardedAt() == null) {
            throw unfit(place, "it needs city, mode and boardedAt");
        }
        Mode mode = Bodies.name(Mode.class, body.mode(), "mode");
        try {
            return new Ride(
                    body.city(),
                    mode,
                    orEmpty(body.operator()),
                    orEmpty(body.line()),
                    orEmpty(body.from()),
                    Optional.ofNullable(body.to()),
                    body.stations() == null ? 0 : body.stations(),
                    body.boardedAt(),
                    body.chargedAt() == null ? body.boardedAt() : body.chargedAt());
        } catch (IllegalArgumentException e) {
            throw unfit(place, e.getMessage());
        }
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private static ProblemException unfit(int place, String detail) {
        return new ProblemException(Problem.of(422, "no-fare", "No fare", "Ride " + place + ": " + detail + ".")
                .with("ride", place));
    }
}
