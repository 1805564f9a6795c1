package cn.haihe.signal.timetable;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All that a junction's controller runs by its own clock, as someone proposes it. */
public record Timetable(List<DayPlan> dayPlans, List<Schedule> schedules) {
    public Timetable {
        dayPlans = List.copyOf(dayPlans);
        schedules = List.copyOf(schedules);
    }

    /** By the schedule of greatest priority that holds on the date; of equals, the one of lowest number. */
    public Optional<DayPlan> findDayPlan(LocalDate date) {
        return schedules.stream()
                .filter(schedule -> schedule.holdsOn(date))
                .max(Comparator.comparingInt(Schedule::priority)
                        .thenComparing(Comparator.comparingInt(Schedule::number).reversed()))
                .flatMap(schedule -> dayPlans.stream()
                        .filter(plan -> plan.number() == schedule.dayPlanNumber())
                        .findFirst());
    }

    /** What of it can ever run: the day plans that a schedule names, by number, and the schedules by number. */
    public Timetable effective() {
        Set<Integer> named = schedules.stream().map(Schedule::dayPlanNumber).collect(Collectors.toSet());
        return new Timetable(
                dayPlans.stream()
                        .filter(plan -> named.contains(plan.number()))
                        .sorted(Comparator.comparingInt(DayPlan::number))
                        .toList(),
                schedules.stream()
                        .sorted(Comparator.comparingInt(Schedule::number))
                        .toList());
    }
}
