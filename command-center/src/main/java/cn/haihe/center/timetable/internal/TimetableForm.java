package cn.haihe.center.timetable.internal;

import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.timetable.JunctionTimetable;
import cn.haihe.routing.profile.KindOfDay;
import cn.haihe.signal.timetable.DayPlan;
import cn.haihe.signal.timetable.PeriodMode;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;

/** Timetables as they are posted and kept. Whether one makes sense is not judged here. */
@ApplicationScoped
public class TimetableForm {
    private static final int BODY_BYTES_MAX = 256 * 1024;

    private final ObjectMapper mapper;
    private final ObjectReader strict;

    TimetableForm(ObjectMapper mapper) {
        this.mapper = mapper;
        strict = mapper.readerFor(Posted.class)
                .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /** @param plan number of the timing plan; absent or 0 for modes that run none */
    public record Period(String start, PeriodMode mode, Integer plan) {}

    public record Day(Integer number, List<Period> periods) {}

    public record Special(String from, String to, Integer dayPlan, String note) {}

    public record Posted(List<Day> dayPlans, Map<KindOfDay, Integer> days, List<Special> specialDays, String reason) {}

    public record Read(JunctionTimetable timetable, String content, String reason) {}

    /** @throws ProblemException 400 {@code malformed-body}, 413 {@code body-too-large} */
    public Read read(byte[] body) {
        if (body == null || body.length == 0) {
            throw malformed("there is none");
        }
        if (body.length > BODY_BYTES_MAX) {
            throw new ProblemException(413, "body-too-large", "Body too large", "A timetable has at most 256 KiB.");
        }
        try {
            Posted posted = strict.readValue(body);
            String reason = posted.reason() == null ? "" : posted.reason();
            if (reason.length() > 1_000) {
                throw malformed("reason has at most 1000 characters");
            }
            return new Read(timetable(posted), mapper.writeValueAsString(posted), reason);
        } catch (JsonProcessingException e) {
            throw malformed(e.getOriginalMessage());
        } catch (IOException | IllegalArgumentException | DateTimeException | NullPointerException e) {
            throw malformed(e.getMessage() == null ? "something is missing" : e.getMessage());
        }
    }

    JunctionTimetable parse(String content) {
        try {
            return timetable(strict.readValue(content));
        } catch (IOException e) {
            throw new IllegalStateException("a kept timetable cannot be read", e);
        }
    }

    private static JunctionTimetable timetable(Posted posted) {
        return new JunctionTimetable(
                posted.dayPlans().stream()
                        .map(day -> new DayPlan(
                                day.number(),
                                day.periods().stream()
                                        .map(period -> new DayPlan.Period(
                                                LocalTime.parse(period.start()),
                                                period.mode(),
                                                period.plan() == null ? 0 : period.plan()))
                                        .toList()))
                        .toList(),
                posted.days(),
                posted.specialDays() == null
                        ? List.of()
                        : posted.specialDays().stream()
                                .map(special -> new JunctionTimetable.SpecialDays(
                                        LocalDate.parse(special.from()),
                                        LocalDate.parse(special.to()),
                                        special.dayPlan(),
                                        special.note() == null ? "" : special.note()))
                                .toList());
    }

    private static ProblemException malformed(String what) {
        return new ProblemException(
                400, "malformed-body", "Malformed body", "The timetable is not as expected: " + what + ".");
    }
}
