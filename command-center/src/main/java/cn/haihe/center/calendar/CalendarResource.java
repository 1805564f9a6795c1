package cn.haihe.center.calendar;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.audit.AuditNote;
import cn.haihe.center.access.audit.Audited;
import cn.haihe.center.calendar.CalendarDay.Origin;
import cn.haihe.center.calendar.internal.PostgresCalendar;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.routing.profile.KindOfDay;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The kinds of days, which usual speeds and rules by day go by. */
@Path("/api/v1/calendar")
@Tag(name = "Calendar")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class CalendarResource {
    private static final int DAYS_MAX = 400;
    private static final int NOTE_LENGTH_MAX = 200;
    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2099, 12, 31);

    private final PostgresCalendar calendar;
    private final SecurityIdentity identity;
    private final AuditNote note;

    CalendarResource(PostgresCalendar calendar, SecurityIdentity identity, AuditNote note) {
        this.calendar = calendar;
        this.identity = identity;
        this.note = note;
    }

    /** @param changedBy and {@code changedAt}: of days that operators entered */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Day(LocalDate date, KindOfDay kind, Origin origin, String note, String changedBy, Instant changedAt) {
        static Day of(CalendarDay day) {
            return new Day(
                    day.date(),
                    day.kind(),
                    day.origin(),
                    day.note(),
                    day.entry().map(CalendarDay.Entry::changedBy).orElse(null),
                    day.entry().map(CalendarDay.Entry::changedAt).orElse(null));
        }
    }

    /** @param note may be absent */
    public record Entered(KindOfDay kind, String note) {}

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.ADMINISTRATOR})
    @Operation(summary = "The kind of every day from one date to another, both with it; at most 400")
    public List<Day> list(@RestQuery String from, @RestQuery String to) {
        LocalDate first = date("from", from);
        LocalDate last = date("to", to);
        long days = ChronoUnit.DAYS.between(first, last) + 1;
        if (days < 1 || days > DAYS_MAX) {
            throw malformed("from and to must span 1 to " + DAYS_MAX + " days.");
        }
        return first.datesUntil(last.plusDays(1))
                .map(calendar::day)
                .map(Day::of)
                .toList();
    }

    @GET
    @Path("{date}")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.ADMINISTRATOR})
    @Operation(summary = "The kind of one day, and who says so")
    public Day get(@RestPath String date) {
        return Day.of(calendar.day(date("date", date)));
    }

    @PUT
    @Path("{date}")
    @RolesAllowed({Roles.OPERATOR, Roles.ADMINISTRATOR})
    @Audited("calendar.put")
    @Cancellable(false)
    @Operation(summary = "Say which kind a day is, whatever was announced")
    public Uni<Day> put(@RestPath String date, Entered entered) {
        LocalDate day = date("date", date);
        if (entered == null || entered.kind() == null) {
            throw malformedBody("Send {\"kind\",\"note\"} with a kind WORKDAY, WEEKEND or HOLIDAY.");
        }
        String text = entered.note() == null ? "" : entered.note();
        if (text.length() > NOTE_LENGTH_MAX) {
            throw malformedBody("A note has " + NOTE_LENGTH_MAX + " characters at most.");
        }
        note.add("date", day).add("kind", entered.kind()).add("note", text);
        return calendar.put(day, entered.kind(), text, identity.getPrincipal().getName())
                .map(Day::of);
    }

    /** @return the day as it is without the entry */
    @DELETE
    @Path("{date}")
    @RolesAllowed({Roles.OPERATOR, Roles.ADMINISTRATOR})
    @Audited("calendar.remove")
    @Cancellable(false)
    @Operation(summary = "Take back what was entered for a day")
    public Uni<Day> remove(@RestPath String date) {
        LocalDate day = date("date", date);
        note.add("date", day);
        return calendar.remove(day).map(removed -> {
            if (!removed) {
                throw new ProblemException(404, "no-entry", "No entry", "Nobody entered anything for " + day + ".");
            }
            return Day.of(calendar.day(day));
        });
    }

    private static LocalDate date(String name, String text) {
        try {
            LocalDate date = LocalDate.parse(text == null ? "" : text);
            if (!date.isBefore(FIRST) && !date.isAfter(LAST)) {
                return date;
            }
        } catch (DateTimeException e) {
            throw malformed(name + " must be a date as 2026-11-22.");
        }
        throw malformed(name + " must be from " + FIRST + " to " + LAST + ".");
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(400, "malformed-parameter", "Malformed parameter", detail);
    }

    private static ProblemException malformedBody(String detail) {
        return new ProblemException(400, "malformed-body", "Malformed body", detail);
    }
}
