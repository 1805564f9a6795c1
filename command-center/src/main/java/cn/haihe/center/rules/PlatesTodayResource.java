package cn.haihe.center.rules;

import cn.haihe.center.calendar.CityCalendar;
import cn.haihe.center.place.Crs;
import cn.haihe.center.place.GeoJsonAreas;
import cn.haihe.routing.profile.KindOfDay;
import cn.haihe.routing.rule.PlateRules;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which plates rest today, and where, for travellers. */
@Path("/pocket/v1/rules/plates/today")
@PermitAll
@Tag(name = "pocket")
public class PlatesTodayResource {
    private final PlateRuleBook book;
    private final CityCalendar calendar;
    private final Clock clock;

    PlatesTodayResource(PlateRuleBook book, CityCalendar calendar, Clock clock) {
        this.book = book;
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * @param restingDigits last digits that rest; none on weekends and holidays
     * @param digitsChangeOn when other digits begin to rest on each weekday
     * @param area absent where nobody has drawn it: then nothing can be said of the way into it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Today(
            LocalDate date,
            KindOfDay kindOfDay,
            Set<Integer> restingDigits,
            int letterDigit,
            LocalDate digitsChangeOn,
            boolean areaKnown,
            GeoJsonAreas.Areas area,
            Set<String> ringRoads,
            List<PlateTableBody.Ban> bans) {}

    @GET
    @NonBlocking
    @Operation(summary = "The last digits of number plates that rest today, the hours and the area")
    public Today today(@QueryParam("crs") String crsName) {
        Crs crs = Crs.parse(crsName);
        PlateRules rules = book.rules();
        var table = rules.table();
        LocalDate date = LocalDate.ofInstant(clock.instant(), calendar.zone());
        return new Today(
                date,
                calendar.kindOf(date),
                new TreeSet<>(rules.restingDigits(date)),
                table.letterDigit(),
                table.rotation().nextChangeAfter(date),
                table.area().isKnown(),
                table.area().isKnown() ? GeoJsonAreas.write(table.area().polygons(), crs) : null,
                new TreeSet<>(table.area().ringRoads()),
                rules.bansOn(date).stream().map(PlateTableBody.Ban::of).toList());
    }
}
