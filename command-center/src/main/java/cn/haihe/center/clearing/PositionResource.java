package cn.haihe.center.clearing;

import cn.haihe.card.clearing.PositionQuery;
import cn.haihe.card.clearing.Positions;
import cn.haihe.center.access.Roles;
import cn.haihe.center.clearing.internal.Bodies;
import cn.haihe.center.clearing.internal.Caller;
import cn.haihe.center.clearing.internal.CentreKey;
import cn.haihe.center.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Who owes whom, from the ledger, and the key by which the centre signs what it tells. */
@Path("/clearing/v1")
@Tag(name = "Clearing")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.INSTITUTION, Roles.CLEARING})
public class PositionResource {
    private static final Duration TIME_OUT = Duration.ofSeconds(60);

    private final PositionQuery ledger;
    private final Caller caller;
    private final CentreKey key;

    PositionResource(PositionQuery ledger, Caller caller, CentreKey key) {
        this.ledger = ledger;
        this.caller = caller;
        this.key = key;
    }

    @GET
    @Path("positions")
    @Operation(summary = "Who owes whom for a business day, as far as it is posted; an institution sees its own")
    public Uni<PositionsBody> positions(@RestQuery String businessDay) {
        Predicate<String> isShown = caller.institution()
                .map(own -> (Predicate<String>) own.code()::equals)
                .orElse(any -> true);
        return ledger.getPositions(day(businessDay))
                .ifNoItem()
                .after(TIME_OUT)
                .fail()
                .map(positions -> PositionsBody.of(positions, isShown));
    }

    @GET
    @Path("key")
    @Operation(summary = "The public key of SM2 that verifies answer and instruction files")
    public Key key() {
        return new Key(CentreKey.VERSION, "SM2", key.publicKey());
    }

    static LocalDate day(String text) {
        return Bodies.findDay(text)
                .orElseThrow(() -> new ProblemException(
                        400, "malformed-parameter", "Malformed parameter", "A business day is a date, 2026-11-22."));
    }

    /** @param publicKey 130 hexadecimal digits of the point */
    public record Key(int version, String algorithm, String publicKey) {}

    public record PositionsBody(LocalDate businessDay, List<PositionBody> positions, List<ObligationBody> between) {
        static PositionsBody of(Positions positions, Predicate<String> isShown) {
            return new PositionsBody(
                    positions.businessDay(),
                    positions.positions().stream()
                            .filter(p -> isShown.test(p.institution().code()))
                            .map(p -> new PositionBody(
                                    p.institution().code(), p.receivableFen(), p.payableFen(), p.netFen()))
                            .toList(),
                    positions.between().stream()
                            .filter(o -> isShown.test(o.debtor().code())
                                    || isShown.test(o.creditor().code()))
                            .map(o -> new ObligationBody(
                                    o.debtor().code(), o.creditor().code(), o.amountFen()))
                            .toList());
        }
    }

    public record PositionBody(String institution, long receivableFen, long payableFen, long netFen) {}

    public record ObligationBody(String debtor, String creditor, long amountFen) {}
}
