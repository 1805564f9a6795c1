package cn.haihe.center.timetable;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.audit.AuditNote;
import cn.haihe.center.access.audit.Audited;
import cn.haihe.center.calendar.CalendarDay;
import cn.haihe.center.calendar.CityCalendar;
import cn.haihe.center.plans.PlanLibrary;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.signals.SignalField;
import cn.haihe.center.timetable.internal.TimetableBook;
import cn.haihe.center.timetable.internal.TimetableForm;
import cn.haihe.center.timetable.internal.TimetableLife;
import cn.haihe.routing.profile.KindOfDay;
import cn.haihe.signal.timetable.DayPlan;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;

/** What a junction runs by day and hour. */
@Path("/api/v1/signals/{id}/timetable")
@Tag(name = "Timetables")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class TimetableResource {
    private static final int EDITIONS_SHOWN = 20;

    private final TimetableForm form;
    private final TimetableLife life;
    private final TimetableBook book;
    private final PlanLibrary plans;
    private final CityCalendar calendar;
    private final SignalField field;
    private final SecurityIdentity identity;
    private final AuditNote note;

    TimetableResource(
            TimetableForm form,
            TimetableLife life,
            TimetableBook book,
            PlanLibrary plans,
            CityCalendar calendar,
            SignalField field,
            SecurityIdentity identity,
            AuditNote note) {
        this.form = form;
        this.life = life;
        this.book = book;
        this.plans = plans;
        this.calendar = calendar;
        this.field = field;
        this.identity = identity;
        this.note = note;
    }

    /** @param timetable as it was posted */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Edition(
            long timetableId,
            StoredTimetable.State state,
            @JsonRawValue String timetable,
            String reason,
            String createdBy,
            Instant createdAt,
            String decidedBy,
            Instant decidedAt) {
        static Edition of(StoredTimetable stored) {
            return new Edition(
                    stored.id(),
                    stored.state(),
                    stored.content(),
                    stored.reason(),
                    stored.createdBy(),
                    stored.createdAt(),
                    stored.decidedBy().orElse(null),
                    stored.decidedAt().orElse(null));
        }
    }

    /**
     * @param standing of the controller against the timetable in force; null where none is
     * @param followed whether the centre goes by it now
     */
    public record View(List<Edition> editions, TimetableStanding standing, boolean followed) {}

    public record Reason(String reason) {}

    public record Submitted(String junctionId, long approvalId, Instant expiresAt) {}

    public record Period(String start, String mode, Integer plan) {}

    /**
     * @param because {@code SPECIAL_DAY} or who says which kind of day it is
     * @param byController number of the day plan that its controller, by what is written into it today, would run by itself:
     *     another one where the date is further ahead than {@code haihe.timetable.days-ahead}
     */
    public record Preview(
            LocalDate date,
            KindOfDay kind,
            String because,
            String note,
            int dayPlan,
            Integer byController,
            List<Period> periods) {}

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.ADMINISTRATOR})
    @Operation(summary = "The timetable's editions, newest first, and whether the controller holds the one in force")
    public Uni<View> get(@RestPath String id) {
        field.getJunction(id);
        return life.list(id, EDITIONS_SHOWN)
                .map(editions -> new View(
                        editions.stream().map(Edition::of).toList(),
                        book.findStanding(id).orElse(null),
                        isFollowed(id)));
    }

    /** In hours without a plan too: then nothing is wanted of the junction but its timetable. */
    private boolean isFollowed(String id) {
        return book.find(id)
                .flatMap(StoredTimetable::followedAt)
                .filter(since -> !plans.isChosenByHandSince(id, since))
                .isPresent();
    }

    @PUT
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(Roles.ENGINEER)
    @Audited("signal.timetable.draft")
    @Cancellable(false)
    @Operation(summary = "Draft a timetable; it is verified as controllers would hold it")
    public Uni<Edition> put(@RestPath String id, byte[] body) {
        TimetableForm.Read read = form.read(body);
        note.add("junction", id).add("reason", read.reason());
        return life.draft(field.getJunction(id), read, who()).map(Edition::of);
    }

    @POST
    @Path("submit")
    @RolesAllowed(Roles.ENGINEER)
    @Audited("signal.timetable.submit")
    @Cancellable(false)
    @Operation(summary = "Ask a second person to approve the newest draft; approved, it is in force")
    public Uni<Submitted> submit(@RestPath String id, Reason reason) {
        field.getJunction(id);
        String why = reason == null || reason.reason() == null ? "" : reason.reason();
        if (why.length() > 1_000) {
            throw new ProblemException(400, "malformed-body", "Malformed body", "reason has at most 1000 characters.");
        }
        note.add("junction", id).add("reason", why);
        return life.submit(id, why, who()).map(approval -> new Submitted(id, approval.id(), approval.expiresAt()));
    }

    @POST
    @Path("follow")
    @RolesAllowed(Roles.ENGINEER)
    @Audited("signal.timetable.follow")
    @Cancellable(false)
    @Operation(summary = "Go by the timetable again after a plan was chosen by hand")
    public Uni<Edition> follow(@RestPath String id) {
        field.getJunction(id);
        note.add("junction", id);
        return life.follow(id, who()).map(Edition::of);
    }

    @GET
    @Path("preview")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.ADMINISTRATOR})
    @Operation(summary = "What runs on a date by the timetable in force, and why")
    public Preview preview(@RestPath String id, @RestQuery String date) {
        field.getJunction(id);
        StoredTimetable stored = book.find(id)
                .orElseThrow(() -> new ProblemException(
                        404, "no-timetable", "No timetable", "No timetable of " + id + " is in force."));
        LocalDate day = date(date);
        CalendarDay kind = calendar.day(day);
        Optional<JunctionTimetable.SpecialDays> special = stored.timetable().findSpecial(day);
        DayPlan plan = book.dayPlan(stored.timetable(), day);
        return new Preview(
                day,
                kind.kind(),
                special.isPresent() ? "SPECIAL_DAY" : kind.origin().name(),
                special.map(JunctionTimetable.SpecialDays::note).orElse(kind.note()),
                plan.number(),
                book.compile(stored.timetable())
                        .findDayPlan(day)
                        .map(DayPlan::number)
                        .orElse(null),
                plan.periods().stream()
                        .map(period -> new Period(
                                period.start().toString(),
                                period.mode().name(),
                                period.mode().runsPlan() ? period.planNumber() : null))
                        .toList());
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text == null ? "" : text);
        } catch (DateTimeException e) {
            throw new ProblemException(
                    400, "malformed-parameter", "Malformed parameter", "date must be a date as 2026-11-22.");
        }
    }

    private String who() {
        return identity.getPrincipal().getName();
    }
}
