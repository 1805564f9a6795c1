package cn.haihe.center.timetable;

import cn.haihe.routing.profile.KindOfDay;
import cn.haihe.signal.timetable.DayPlan;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a junction runs by day and hour, as engineers say it: by the kind of the day, which the calendar knows, and by special
 * days.
 *
 * @param dayPlans at least one
 * @param byKind number of the day plan of each kind of day
 * @param specialDays outweigh the kind; of two that hold the later in the list does
 */
public record JunctionTimetable(List<DayPlan> dayPlans, Map<KindOfDay, Integer> byKind, List<SpecialDays> specialDays) {
    public JunctionTimetable {
        dayPlans = List.copyOf(dayPlans);
        byKind = Collections.unmodifiableMap(new EnumMap<>(byKind));
        specialDays = List.copyOf(specialDays);
        for (KindOfDay kind : KindOfDay.values()) {
            if (!byKind.containsKey(kind)) {
                throw new IllegalArgumentException("no day plan of a " + kind);
            }
        }
    }

    /** @param to with it */
    public record SpecialDays(LocalDate from, LocalDate to, int dayPlanNumber, String note) {
        public SpecialDays {
            if (to.isBefore(from)) {
                throw new IllegalArgumentException("special days end before they begin: " + from + " to " + to);
            }
        }

        boolean holdOn(LocalDate date) {
            return !date.isBefore(from) && !date.isAfter(to);
        }
    }

    public Optional<SpecialDays> findSpecial(LocalDate date) {
        return specialDays.stream().filter(days -> days.holdOn(date)).reduce((first, last) -> last);
    }

    /** Number of the day plan of a date that is of such a kind. */
    public int dayPlanNumber(LocalDate date, KindOfDay kind) {
        return findSpecial(date).map(SpecialDays::dayPlanNumber).orElse(byKind.get(kind));
    }

    /** Of the plans that it has run. */
    public Set<Integer> planNumbers() {
        return dayPlans.stream()
                .flatMap(day -> day.periods().stream())
                .filter(period -> period.mode().runsPlan())
                .map(DayPlan.Period::planNumber)
                .collect(Collectors.toUnmodifiableSet());
    }

    public Optional<DayPlan> findDayPlan(int number) {
        return dayPlans.stream().filter(plan -> plan.number() == number).findFirst();
    }
}
