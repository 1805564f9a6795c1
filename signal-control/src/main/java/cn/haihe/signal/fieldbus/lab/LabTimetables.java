package cn.haihe.signal.fieldbus.lab;

import cn.haihe.signal.timetable.DayPlan;
import cn.haihe.signal.timetable.PeriodMode;
import cn.haihe.signal.timetable.Schedule;
import cn.haihe.signal.timetable.Timetable;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Timetables as JSON and back; what is none makes the reader throw. */
final class LabTimetables {
    private LabTimetables() {}

    static JsonObject of(Timetable timetable) {
        JsonArray dayPlans = new JsonArray();
        timetable
                .dayPlans()
                .forEach(plan -> dayPlans.add(
                        new JsonObject().put("number", plan.number()).put("periods", periods(plan))));
        JsonArray schedules = new JsonArray();
        timetable.schedules().forEach(schedule -> schedules.add(of(schedule)));
        return new JsonObject().put("dayPlans", dayPlans).put("schedules", schedules);
    }

    private static JsonArray periods(DayPlan plan) {
        JsonArray periods = new JsonArray();
        plan.periods()
                .forEach(period -> periods.add(new JsonObject()
                        .put("start", period.start().toString())
                        .put("mode", period.mode().name())
                        .put("plan", period.planNumber())));
        return periods;
    }

    private static JsonObject of(Schedule schedule) {
        JsonArray weekdays = new JsonArray();
        schedule.weekdays().stream().sorted().forEach(day -> weekdays.add(day.name()));
        JsonArray months = new JsonArray();
        schedule.months().stream().sorted().forEach(month -> months.add(month.name()));
        return new JsonObject()
                .put("number", schedule.number())
                .put("priority", schedule.priority())
                .put("weekdays", weekdays)
                .put("months", months)
                .put("days", new JsonArray(List.copyOf(new TreeSet<>(schedule.daysOfMonth()))))
                .put("dayPlan", schedule.dayPlanNumber());
    }

    static Timetable timetable(JsonObject json) {
        List<DayPlan> dayPlans = new ArrayList<>();
        for (Object entry : json.getJsonArray("dayPlans")) {
            JsonObject plan = (JsonObject) entry;
            List<DayPlan.Period> periods = new ArrayList<>();
            for (Object each : plan.getJsonArray("periods")) {
                JsonObject period = (JsonObject) each;
                periods.add(new DayPlan.Period(
                        LocalTime.parse(period.getString("start")),
                        PeriodMode.valueOf(period.getString("mode")),
                        period.getInteger("plan")));
            }
            dayPlans.add(new DayPlan(plan.getInteger("number"), periods));
        }
        List<Schedule> schedules = new ArrayList<>();
        for (Object entry : json.getJsonArray("schedules")) {
            JsonObject schedule = (JsonObject) entry;
            schedules.add(new Schedule(
                    schedule.getInteger("number"),
                    schedule.getInteger("priority"),
                    set(schedule.getJsonArray("weekdays"), name -> DayOfWeek.valueOf((String) name)),
                    set(schedule.getJsonArray("months"), name -> Month.valueOf((String) name)),
                    set(schedule.getJsonArray("days"), day -> (Integer) day),
                    schedule.getInteger("dayPlan")));
        }
        return new Timetable(dayPlans, schedules).effective();
    }

    private static <T> Set<T> set(JsonArray json, Function<Object, T> reader) {
        Set<T> read = new TreeSet<>();
        json.forEach(entry -> read.add(reader.apply(entry)));
        return read;
    }
}
