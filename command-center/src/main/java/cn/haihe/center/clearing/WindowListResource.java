package cn.haihe.center.clearing;

import cn.haihe.card.settlement.Settlement;
import cn.haihe.card.settlement.WindowState;
import cn.haihe.center.access.Roles;
import cn.haihe.center.clearing.internal.Bodies;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Which business days have a window, and which of them wait for somebody. */
@Path("/clearing/v1/windows")
@Tag(name = "Clearing")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.INSTITUTION, Roles.CLEARING})
public class WindowListResource {
    /** Later than any business day that there will be. */
    private static final LocalDate NO_END = LocalDate.of(9999, 12, 31);

    private final Settlement settlement;

    WindowListResource(Settlement settlement) {
        this.settlement = settlement;
    }

    /** @param since when it came to that state */
    public record Standing(LocalDate businessDay, WindowState state, Instant since) {}

    public record Page(List<Standing> windows, Optional<LocalDate> nextCursor) {}

    @GET
    @Operation(summary = "Where each window stands, the latest day first; those that are not settled, or all")
    public Uni<Page> list(
            @RestQuery @DefaultValue("UNSETTLED") String state,
            @RestQuery Optional<String> cursor,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        if (!state.equals("UNSETTLED") && !state.equals("ALL")) {
            throw Bodies.malformed("state must be UNSETTLED or ALL.");
        }
        LocalDate before = cursor.map(day -> Bodies.day(day, "cursor")).orElse(NO_END);
        return settlement
                .listWindows(state.equals("UNSETTLED"), before, limit)
                .map(found -> new Page(
                        found.stream()
                                .map(window -> new Standing(window.businessDay(), window.state(), window.at()))
                                .toList(),
                        found.size() < limit
                                ? Optional.empty()
                                : Optional.of(found.get(found.size() - 1).businessDay())));
    }
}
