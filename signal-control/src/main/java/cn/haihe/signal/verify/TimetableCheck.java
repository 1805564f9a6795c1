package cn.haihe.signal.verify;

import cn.haihe.signal.timetable.DayPlan;
import cn.haihe.signal.timetable.Schedule;
import cn.haihe.signal.timetable.Timetable;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Whether a timetable says of every minute of every date what runs, once and clearly, and names only what its controller
 * holds.
 */
final class TimetableCheck {
    private final Limits limits;
    private final Set<Integer> planNumbersHeld;
    private final Timetable timetable;
    private final List<Finding> findings = new ArrayList<>();

    TimetableCheck(Limits limits, Set<Integer> planNumbersHeld, Timetable timetable) {
        this.limits = limits;
        this.planNumbersHeld = planNumbersHeld;
        this.timetable = timetable;
    }

    List<Finding> check() {
        checkCount("dayPlans", timetable.dayPlans().size(), limits.maxPlanNumber());
        checkCount("schedules", timetable.schedules().size(), limits.maxPlanNumber());
        if (!findings.isEmpty()) {
            return findings;
        }
        Set<Integer> dayPlans = new HashSet<>();
        for (int i = 0; i < timetable.dayPlans().size(); i++) {
            DayPlan plan = timetable.dayPlans().get(i);
            checkNumber("dayPlans[" + i + "]", plan.number(), dayPlans);
            checkPeriods("dayPlans[" + i + "]", plan);
        }
        Set<Integer> rows = new HashSet<>();
        for (int i = 0; i < timetable.schedules().size(); i++) {
            Schedule row = timetable.schedules().get(i);
            checkNumber("schedules[" + i + "]", row.number(), rows);
            checkRow("schedules[" + i + "]", row, dayPlans);
        }
        if (findings.isEmpty()) {
            checkAmbiguity();
            checkCover();
        }
        return findings;
    }

    private void checkCount(String place, int count, int most) {
        if (count < 1 || count > most) {
            add(Rule.TIMETABLE_NUMBERS, place, count + " rows, not 1 to " + most);
        }
    }

    private void checkNumber(String place, int number, Set<Integer> seen) {
        if (number < 1 || number > limits.maxPlanNumber()) {
            add(Rule.TIMETABLE_NUMBERS, place, "number " + number + " is not within 1 to " + limits.maxPlanNumber());
        } else if (!seen.add(number)) {
            add(Rule.TIMETABLE_NUMBERS, place, "number " + number + " is there twice");
        }
    }

    private void checkPeriods(String place, DayPlan plan) {
        List<DayPlan.Period> periods = plan.periods();
        if (periods.isEmpty() || periods.size() > Limits.MAX_PERIODS) {
            add(Rule.PERIOD_COUNT, place, periods.size() + " periods, not 1 to " + Limits.MAX_PERIODS);
            return;
        }
        if (!periods.get(0).start().equals(LocalTime.MIDNIGHT)) {
            add(
                    Rule.PERIOD_ORDER,
                    place + ".periods[0]",
                    "it begins at " + periods.get(0).start() + ": nothing says what runs from 00:00 on");
        }
        for (int i = 0; i < periods.size(); i++) {
            DayPlan.Period period = periods.get(i);
            String where = place + ".periods[" + i + "]";
            if (period.start().getSecond() != 0 || period.start().getNano() != 0) {
                add(Rule.PERIOD_ORDER, where, period.start() + " is no whole minute");
            }
            if (i > 0 && !period.start().isAfter(periods.get(i - 1).start())) {
                add(
                        Rule.PERIOD_ORDER,
                        where,
                        "it begins at " + period.start() + ", not after the one before it at "
                                + periods.get(i - 1).start());
            }
            checkPlan(period, where);
        }
    }

    private void checkPlan(DayPlan.Period period, String where) {
        if (!period.mode().runsPlan()) {
            if (period.planNumber() != 0) {
                add(Rule.PERIOD_PLAN, where, period.mode() + " runs no plan, yet names plan " + period.planNumber());
            }
        } else if (!planNumbersHeld.contains(period.planNumber())) {
            add(Rule.PERIOD_PLAN, where, "the controller holds no plan " + period.planNumber());
        }
    }

    private void checkRow(String place, Schedule row, Set<Integer> dayPlans) {
        if (row.priority() < 0 || row.priority() > 255) {
            add(Rule.TIMETABLE_NUMBERS, place, "priority " + row.priority() + " is not within 0 to 255");
        }
        boolean daysFit = row.daysOfMonth().stream().allMatch(day -> day >= 1 && day <= 31);
        if (!daysFit || row.weekdays().isEmpty() || !hasDates(row)) {
            add(Rule.SCHEDULE_DATES, place, "row " + row.number() + " holds on no date, or names a day beyond 1 to 31");
        }
        if (!dayPlans.contains(row.dayPlanNumber())) {
            add(Rule.SCHEDULE_DAY_PLAN, place, "there is no day plan " + row.dayPlanNumber());
        }
    }

    private static boolean hasDates(Schedule row) {
        return row.months().stream()
                .anyMatch(month -> row.daysOfMonth().stream().anyMatch(day -> day <= month.maxLength()));
    }

    /** Every day of every month falls on every weekday in some year: what rows share they share on a real date. */
    private void checkAmbiguity() {
        List<Schedule> rows = timetable.schedules();
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < i; j++) {
                Schedule a = rows.get(j);
                Schedule b = rows.get(i);
                boolean matters = a.priority() == b.priority() && a.dayPlanNumber() != b.dayPlanNumber();
                if (matters && shareDate(a, b)) {
                    add(
                            Rule.SCHEDULE_AMBIGUOUS,
                            "schedules[" + i + "]",
                            "rows " + a.number() + " and " + b.number()
                                    + " hold on the same dates with the same priority " + a.priority()
                                    + " and name other day plans");
                }
            }
        }
    }

    private static boolean shareDate(Schedule a, Schedule b) {
        return a.weekdays().stream().anyMatch(b.weekdays()::contains)
                && a.months().stream()
                        .filter(b.months()::contains)
                        .anyMatch(month -> a.daysOfMonth().stream()
                                .anyMatch(day -> day <= month.maxLength()
                                        && b.daysOfMonth().contains(day)));
    }

    private void checkCover() {
        for (Month month : Month.values()) {
            for (int day : IntStream.rangeClosed(1, month.maxLength()).toArray()) {
                for (DayOfWeek weekday : DayOfWeek.values()) {
                    boolean covered = timetable.schedules().stream()
                            .anyMatch(row -> row.weekdays().contains(weekday)
                                    && row.months().contains(month)
                                    && row.daysOfMonth().contains(day));
                    if (!covered) {
                        add(
                                Rule.SCHEDULE_COVER,
                                "schedules",
                                "nothing says what runs on a " + weekday + ", " + day + " " + month);
                        return;
                    }
                }
            }
        }
    }

    private void add(Rule rule, String place, String detail) {
        findings.add(new Finding(rule, place, detail));
    }
}
