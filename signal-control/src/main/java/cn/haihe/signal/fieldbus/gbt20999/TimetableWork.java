package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.FieldFailure;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.fieldbus.gbt20999.wire.Address;
import cn.haihe.signal.fieldbus.gbt20999.wire.CalendarCoding;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.DayPlanObject;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.ScheduleObject;
import cn.haihe.signal.fieldbus.gbt20999.wire.ValueMap;
import cn.haihe.signal.fieldbus.link.Priority;
import cn.haihe.signal.timetable.DayPlan;
import cn.haihe.signal.timetable.Schedule;
import cn.haihe.signal.timetable.Timetable;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Day plans and schedules: classes 11 and 12. The roads of a controller share its rows, so a row of another road is never
 * written, nor any where the controller left out whose one is, and rows of this road that the new timetable does not name are
 * put out of use.
 */
final class TimetableWork {
    private TimetableWork() {}

    static Future<Outcome<Void>> load(Target target, Timetable timetable) {
        return held(target).compose(outcome -> {
            if (!(outcome instanceof Outcome.Done<Held> done)) {
                return Future.succeededFuture(Outcomes.retype(outcome));
            }
            Optional<String> taken = done.value().findTaken(timetable, target.road());
            return taken.isPresent()
                    ? Future.succeededFuture(new Outcome.Refused<>(taken.get()))
                    : target.set(
                            Priority.CONFIGURE, "timetable " + target.road(), groups(target, timetable, done.value()));
        });
    }

    private static List<List<DataValue>> groups(Target target, Timetable timetable, Held held) {
        CalendarCoding calendar = target.wire().calendar();
        int road = target.road();
        List<List<DataValue>> groups = new ArrayList<>();
        timetable
                .dayPlans()
                .forEach(plan -> groups.add(WireTimetables.toWire(plan, road, calendar)
                        .toValues(target.wire().chainOrder())));
        timetable
                .schedules()
                .forEach(schedule -> groups.add(
                        WireTimetables.toWire(schedule, road, calendar).toValues()));
        Set<Integer> named =
                timetable.schedules().stream().map(Schedule::number).collect(Collectors.toSet());
        held.schedules().stream()
                .filter(row -> row.road() == road && row.dayPlan() != 0 && !named.contains(row.number()))
                .forEach(row ->
                        groups.add(WireTimetables.unused(row.number(), road).toValues()));
        return groups;
    }

    static Future<Outcome<Timetable>> readBack(Target target) {
        return held(target).compose(outcome -> {
            if (!(outcome instanceof Outcome.Done<Held> done)) {
                return Future.succeededFuture(Outcomes.retype(outcome));
            }
            List<Integer> numbers = done.value().dayPlansOf(target.road());
            return ask(target, numbers, DayPlanObject::query)
                    .map(answered ->
                            Outcomes.read(answered, answers -> timetable(target, done.value(), numbers, answers)));
        });
    }

    private static Optional<Timetable> timetable(Target target, Held held, List<Integer> numbers, Answers answers) {
        CalendarCoding calendar = target.wire().calendar();
        ValueMap values = answers.values();
        List<DayPlan> dayPlans = new ArrayList<>();
        for (int number : numbers) {
            Optional<DayPlan> plan = DayPlanObject.find(
                            number, values, target.wire().chainOrder())
                    .flatMap(row -> WireTimetables.find(row, calendar));
            if (plan.isEmpty()) {
                return Optional.empty();
            }
            plan.filter(used -> !used.periods().isEmpty()).ifPresent(dayPlans::add);
        }
        List<Schedule> schedules = held.schedules().stream()
                .filter(row -> row.road() == target.road() && row.dayPlan() != 0)
                .map(row -> WireTimetables.of(row, calendar))
                .toList();
        return Optional.of(new Timetable(dayPlans, schedules).effective());
    }

    /**
     * What the tables hold.
     *
     * @param roadOfDayPlan by number; 0 where there is no such row
     */
    private record Held(int[] roadOfDayPlan, List<ScheduleObject> schedules) {
        List<Integer> dayPlansOf(int road) {
            return IntStream.range(1, roadOfDayPlan.length)
                    .filter(number -> roadOfDayPlan[number] == road)
                    .boxed()
                    .toList();
        }

        /** The row that a timetable needs and another road has. */
        Optional<String> findTaken(Timetable timetable, int road) {
            for (DayPlan plan : timetable.dayPlans()) {
                if (plan.number() < 1 || plan.number() >= roadOfDayPlan.length) {
                    return Optional.of("there is no row for day plan " + plan.number());
                }
                int holder = roadOfDayPlan[plan.number()];
                if (holder != 0 && holder != road) {
                    return Optional.of("day plan " + plan.number() + " belongs to road " + holder);
                }
            }
            for (Schedule schedule : timetable.schedules()) {
                if (schedule.number() < 1 || schedule.number() >= roadOfDayPlan.length) {
                    return Optional.of("there is no row for schedule " + schedule.number());
                }
                Optional<ScheduleObject> holder = schedules.stream()
                        .filter(row -> row.number() == schedule.number() && row.dayPlan() != 0 && row.road() != road)
                        .findFirst();
                if (holder.isPresent()) {
                    return Optional.of("schedule " + schedule.number() + " belongs to road "
                            + holder.get().road());
                }
            }
            return Optional.empty();
        }
    }

    private static Future<Outcome<Held>> held(Target target) {
        List<Integer> rows =
                IntStream.rangeClosed(1, target.wire().tableRows()).boxed().toList();
        List<Address> roads = rows.stream().map(Item.DAY_PLAN_ROAD::at).toList();
        return target.query(Priority.CONFIGURE, "", roads).compose(dayPlans -> {
            if (!(dayPlans instanceof Outcome.Done<Answers> told)) {
                return Future.succeededFuture(Outcomes.retype(dayPlans));
            }
            return ask(target, rows, ScheduleObject::query).map(answered -> {
                if (!(answered instanceof Outcome.Done<Answers> answers)) {
                    return Outcomes.retype(answered);
                }
                return held(rows, told.value(), answers.value())
                        .<Outcome<Held>>map(Outcome.Done::new)
                        .orElseGet(() -> new Outcome.Unconfirmed<>(FieldFailure.UNINTELLIGIBLE));
            });
        });
    }

    /** Empty where the controller told of a row neither what it holds nor that there is none. */
    private static Optional<Held> held(List<Integer> rows, Answers roads, Answers answers) {
        int[] roadOfDayPlan = new int[rows.size() + 1];
        List<ScheduleObject> schedules = new ArrayList<>();
        ValueMap values = answers.values();
        for (int row : rows) {
            Optional<Integer> road = roads.findRoad(Item.DAY_PLAN_ROAD, row);
            Optional<ScheduleObject> schedule = ScheduleObject.find(row, values);
            boolean isTold = schedule.isPresent() || answers.isAbsent(Item.SCHEDULE_ROAD.at(row));
            if (road.isEmpty() || !isTold) {
                return Optional.empty();
            }
            roadOfDayPlan[row] = road.get();
            schedule.ifPresent(schedules::add);
        }
        return Optional.of(new Held(roadOfDayPlan, schedules));
    }

    private static Future<Outcome<Answers>> ask(Target target, List<Integer> rows, IntFunction<List<DataValue>> query) {
        List<Address> addresses = rows.stream()
                .flatMap(row -> Values.addresses(query.apply(row)).stream())
                .toList();
        return target.query(Priority.CONFIGURE, "", addresses);
    }
}
