package cn.haihe.center.timetable.internal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.center.timetable.JunctionTimetable;
import cn.haihe.routing.profile.DayCalendar;
import cn.haihe.routing.profile.KindOfDay;
import cn.haihe.signal.timetable.DayPlan;
import cn.haihe.signal.timetable.PeriodMode;
import cn.haihe.signal.timetable.Timetable;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TimetableCompilerTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** Whatever the calendar says: the controller comes to the same day plan on each of the days ahead. */
    @Property(tries = 200)
    void theControllerAgreesWithTheCentreOnEveryDayAhead(@ForAll long seed) {
        Random random = new Random(seed);
        LocalDate today = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(700));
        Map<LocalDate, KindOfDay> announced = new HashMap<>();
        for (int i = 0; i < 40; i++) {
            announced.put(
                    today.plusDays(random.nextInt(320)), KindOfDay.values()[random.nextInt(KindOfDay.values().length)]);
        }
        DayCalendar calendar = calendar(announced);
        LocalDate fair = today.plusDays(random.nextInt(50));
        JunctionTimetable wanted = timetable(
                1, 2, 3, List.of(new JunctionTimetable.SpecialDays(fair, fair.plusDays(random.nextInt(9)), 4, "fair")));
        int ahead = 1 + random.nextInt(300);
        Timetable compiled = TimetableCompiler.compile(wanted, calendar, today, ahead);
        for (int i = 0; i < ahead; i++) {
            LocalDate date = today.plusDays(i);
            assertThat(compiled.findDayPlan(date).orElseThrow().number())
                    .as("seed %d, %s", seed, date)
                    .isEqualTo(wanted.dayPlanNumber(date, calendar.kindOf(date)));
        }
    }

    /** National Day of 2026 and the Saturday that is worked for it. */
    @Test
    void aHolidayAndAShiftedWorkdayAreRowsAboveTheWeekdays() {
        DayCalendar calendar = calendar(Map.of(
                LocalDate.of(2026, 10, 1), KindOfDay.HOLIDAY,
                LocalDate.of(2026, 10, 2), KindOfDay.HOLIDAY,
                LocalDate.of(2026, 10, 10), KindOfDay.WORKDAY));
        Timetable compiled =
                TimetableCompiler.compile(timetable(1, 2, 3, List.of()), calendar, LocalDate.of(2026, 9, 20), 60);
        assertThat(compiled.schedules()).hasSize(4);
        assertThat(compiled.schedules().get(2).daysOfMonth()).containsExactly(10);
        assertThat(compiled.schedules().get(2).dayPlanNumber()).isEqualTo(1);
        assertThat(compiled.schedules().get(3).daysOfMonth()).containsExactlyInAnyOrder(1, 2);
        assertThat(compiled.schedules().get(3).dayPlanNumber()).isEqualTo(3);
        assertThat(compiled.schedules().get(3).priority())
                .isGreaterThan(compiled.schedules().get(0).priority());
    }

    @Test
    void aDayThatPassedIsForgotten() {
        DayCalendar calendar = calendar(Map.of(LocalDate.of(2026, 10, 1), KindOfDay.HOLIDAY));
        Timetable compiled =
                TimetableCompiler.compile(timetable(1, 2, 3, List.of()), calendar, LocalDate.of(2026, 10, 2), 60);
        assertThat(compiled.schedules()).hasSize(2);
    }

    private static JunctionTimetable timetable(
            int work, int weekend, int holiday, List<JunctionTimetable.SpecialDays> special) {
        Map<KindOfDay, Integer> byKind = new EnumMap<>(KindOfDay.class);
        byKind.put(KindOfDay.WORKDAY, work);
        byKind.put(KindOfDay.WEEKEND, weekend);
        byKind.put(KindOfDay.HOLIDAY, holiday);
        List<DayPlan> plans = List.of(day(1), day(2), day(3), day(4));
        return new JunctionTimetable(plans, byKind, special);
    }

    private static DayPlan day(int number) {
        return new DayPlan(number, List.of(new DayPlan.Period(LocalTime.MIDNIGHT, PeriodMode.FIXED, 1)));
    }

    private static DayCalendar calendar(Map<LocalDate, KindOfDay> announced) {
        DayCalendar usual = DayCalendar.ofWeekdays(ZONE);
        return new DayCalendar() {
            @Override
            public ZoneId zone() {
                return ZONE;
            }

            @Override
            public KindOfDay kindOf(LocalDate date) {
                return announced.getOrDefault(date, usual.kindOf(date));
            }
        };
    }
}
