package cn.haihe.signal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.signal.RandomJunctions;
import cn.haihe.signal.junction.JunctionDesigner;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.timetable.DayPlan;
import cn.haihe.signal.timetable.DayPlan.Period;
import cn.haihe.signal.timetable.PeriodMode;
import cn.haihe.signal.timetable.Schedule;
import cn.haihe.signal.timetable.Timetable;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimetableTest {
    private static final SignalJunction JUNCTION = JunctionDesigner.design(RandomJunctions.cross("j1", 3));
    private static final SafetyVerifier VERIFIER = new SafetyVerifier(Limits.DEFAULT);
    private static final Set<Integer> HELD = Set.of(1, 2, 3);
    private static final Set<DayOfWeek> WORKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    private static final Set<Month> YEAR = EnumSet.allOf(Month.class);
    private static final Set<Integer> DAYS =
            IntStream.rangeClosed(1, 31).boxed().collect(Collectors.toSet());

    private final DayPlan busy = new DayPlan(1, List.of(period("00:00", 1), period("07:00", 2), period("09:30", 3)));
    private final DayPlan quiet = new DayPlan(2, List.of(period("00:00", 1), flash("22:30")));
    private final Schedule work = new Schedule(1, 10, WORKDAYS, YEAR, DAYS, 1);
    private final Schedule rest = new Schedule(2, 10, WEEKEND, YEAR, DAYS, 2);

    @Test
    void aWholeOneIsSafeAndTheGreatestPriorityRunsOnADate() {
        Schedule nationalDay = new Schedule(3, 20, EnumSet.allOf(DayOfWeek.class), Set.of(Month.OCTOBER), Set.of(1), 2);
        Timetable timetable = new Timetable(List.of(busy, quiet), List.of(work, rest, nationalDay));
        assertThat(VERIFIER.verify(JUNCTION, HELD, timetable))
                .isInstanceOfSatisfying(TimetableVerdict.Safe.class, safe -> {
                    assertThat(safe.timetable().junctionId()).isEqualTo("j1");
                    assertThat(safe.timetable().timetable()).isEqualTo(timetable);
                });
        assertThat(timetable.findDayPlan(LocalDate.of(2026, 10, 1))).contains(quiet);
        assertThat(timetable.findDayPlan(LocalDate.of(2026, 10, 9))).contains(busy);
    }

    @Test
    void periodsBeginAtMidnightAndFollowEachOther() {
        assertThat(faults(day(period("06:00", 1)))).containsExactly("PERIOD_ORDER dayPlans[0].periods[0]");
        assertThat(faults(day(period("00:00", 1), period("09:00", 2), period("09:00", 3))))
                .containsExactly("PERIOD_ORDER dayPlans[0].periods[2]");
        assertThat(faults(day(period("00:00", 1), period("09:00:30", 2))))
                .containsExactly("PERIOD_ORDER dayPlans[0].periods[1]");
        assertThat(faults(day())).containsExactly("PERIOD_COUNT dayPlans[0]");
        Period[] many = IntStream.range(0, 49)
                .mapToObj(i -> new Period(LocalTime.MIDNIGHT.plusMinutes(10L * i), PeriodMode.FIXED, 1))
                .toArray(Period[]::new);
        assertThat(faults(day(many))).containsExactly("PERIOD_COUNT dayPlans[0]");
    }

    @Test
    void aPeriodRunsAPlanThatTheControllerHoldsOrNone() {
        assertThat(faults(day(period("00:00", 4)))).containsExactly("PERIOD_PLAN dayPlans[0].periods[0]");
        assertThat(faults(day(new Period(LocalTime.MIDNIGHT, PeriodMode.FLASH, 1))))
                .containsExactly("PERIOD_PLAN dayPlans[0].periods[0]");
    }

    @Test
    void rowsAreInRangeAndNameADayPlan() {
        assertThat(faults(new Timetable(List.of(busy, busy), List.of(work, rest))))
                .contains("TIMETABLE_NUMBERS dayPlans[1]");
        assertThat(faults(new Timetable(List.of(), List.of(work)))).containsExactly("TIMETABLE_NUMBERS dayPlans");
        Schedule nowhere = new Schedule(129, 256, WEEKEND, Set.of(Month.APRIL), Set.of(31), 7);
        assertThat(faults(new Timetable(List.of(busy, quiet), List.of(work, rest, nowhere))))
                .containsExactly(
                        "TIMETABLE_NUMBERS schedules[2]",
                        "TIMETABLE_NUMBERS schedules[2]",
                        "SCHEDULE_DATES schedules[2]",
                        "SCHEDULE_DAY_PLAN schedules[2]");
    }

    @Test
    void rowsThatContradictEachOtherAndDatesWithoutARowAreFound() {
        Schedule also = new Schedule(3, 10, Set.of(DayOfWeek.FRIDAY), Set.of(Month.MAY), DAYS, 2);
        assertThat(faults(new Timetable(List.of(busy, quiet), List.of(work, rest, also))))
                .containsExactly("SCHEDULE_AMBIGUOUS schedules[2]");
        assertThat(faults(new Timetable(List.of(busy), List.of(work)))).containsExactly("SCHEDULE_COVER schedules");
    }

    private Timetable day(Period... periods) {
        return new Timetable(List.of(new DayPlan(1, List.of(periods)), quiet), List.of(work, rest));
    }

    private static List<String> faults(Timetable timetable) {
        return ((TimetableVerdict.Unsafe) VERIFIER.verify(JUNCTION, HELD, timetable))
                .findings().stream()
                        .map(finding -> finding.rule() + " " + finding.place())
                        .toList();
    }

    private static Period period(String start, int plan) {
        return new Period(LocalTime.parse(start), PeriodMode.COORDINATED, plan);
    }

    private static Period flash(String start) {
        return new Period(LocalTime.parse(start), PeriodMode.FLASH, 0);
    }
}
