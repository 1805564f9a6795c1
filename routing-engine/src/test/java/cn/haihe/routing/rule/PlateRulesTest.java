package cn.haihe.routing.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cn.haihe.routing.profile.DayCalendar;
import cn.haihe.routing.profile.KindOfDay;
import cn.haihe.routing.vehicle.Plate;
import cn.haihe.routing.vehicle.VehicleKind;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlateRulesTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final LocalDate HOLIDAY = LocalDate.of(2026, 10, 1);
    /** A Sunday on which people work for it. */
    private static final LocalDate MADE_UP = LocalDate.of(2026, 9, 20);

    private static final DayCalendar CALENDAR = new DayCalendar() {
        @Override
        public ZoneId zone() {
            return SHANGHAI;
        }

        @Override
        public KindOfDay kindOf(LocalDate date) {
            if (date.equals(HOLIDAY)) {
                return KindOfDay.HOLIDAY;
            }
            return date.equals(MADE_UP)
                    ? KindOfDay.WORKDAY
                    : DayCalendar.ofWeekdays(SHANGHAI).kindOf(date);
        }
    };
    private static final PlateRules RULES = new PlateRules(PlateTable.tianjin(), CALENDAR);

    @Example
    void theCheckedPeriodsOf2015And2026() {
        assertThat(week(LocalDate.of(2015, 10, 12))).containsExactly("4/9", "0/5", "1/6", "2/7", "3/8");
        assertThat(week(LocalDate.of(2016, 1, 4))).containsExactly("4/9", "0/5", "1/6", "2/7", "3/8");
        assertThat(week(LocalDate.of(2026, 3, 30))).containsExactly("2/7", "3/8", "4/9", "0/5", "1/6");
        assertThat(week(LocalDate.of(2026, 6, 22))).containsExactly("2/7", "3/8", "4/9", "0/5", "1/6");
        assertThat(week(LocalDate.of(2026, 6, 29))).containsExactly("1/6", "2/7", "3/8", "4/9", "0/5");
        assertThat(PlateTable.tianjin().rotation().nextChangeAfter(LocalDate.of(2026, 6, 28)))
                .isEqualTo(LocalDate.of(2026, 6, 29));
    }

    /** The formula of the facts, which was checked over 42 periods. */
    @Property
    void agreesWithTheFormulaOnEveryDate(@ForAll("dates") LocalDate date) {
        int[][] pairs = {{1, 6}, {2, 7}, {3, 8}, {4, 9}, {5, 0}};
        long k = Math.floorDiv(date.toEpochDay() - LocalDate.of(2026, 3, 30).toEpochDay(), 91L);
        int d = date.getDayOfWeek().getValue() - 1;
        Set<Integer> expected = new HashSet<>();
        if (d < 5) {
            int[] pair = pairs[(int) Math.floorMod(1 - k + d, 5L)];
            expected.add(pair[0]);
            expected.add(pair[1]);
        }

        assertThat(PlateTable.tianjin().rotation().digitsOn(date)).isEqualTo(expected);
    }

    @Property
    void everyDigitRestsOnOneDayOfEveryWeek(@ForAll("dates") LocalDate date, @ForAll @IntRange(max = 9) int digit) {
        LocalDate monday = date.with(DayOfWeek.MONDAY);

        assertThat(monday.datesUntil(monday.plusDays(7))
                        .filter(day ->
                                PlateTable.tianjin().rotation().digitsOn(day).contains(digit)))
                .hasSize(1);
    }

    @Property
    void whatAMomentSaysAndWhatTheSpansSayAgree(
            @ForAll("dates") LocalDate date, @ForAll @IntRange(max = 1439) int minute, @ForAll("plates") Plate plate) {
        Instant at = at(date, LocalTime.ofSecondOfDay(60L * minute));
        BanTimes wide = times(plate, VehicleKind.CAR, BanPlace.AREA, at, 3);
        boolean expected = date.getDayOfWeek().getValue() < 6
                && CALENDAR.kindOf(date) == KindOfDay.WORKDAY
                && (RULES.restingDigits(date).contains(RULES.digitOf(plate)) && minute >= 420 && minute < 1140
                        || RULES.originOf(plate) == PlateOrigin.ELSEWHERE
                                && (minute >= 420 && minute < 540 || minute >= 960 && minute < 1140));

        assertThat(wide.contains(at.toEpochMilli())).isEqualTo(expected);
        assertThat(wide.find(at).isPresent()).isEqualTo(expected);
    }

    @Example
    void holidaysWeekendsAndWorkedSundaysAreFree() {
        Plate any = new Plate("津A12345");
        for (LocalDate date : List.of(HOLIDAY, MADE_UP, LocalDate.of(2026, 3, 28))) {
            assertThat(RULES.restingDigits(date)).isEmpty();
            assertThat(times(any, VehicleKind.CAR, BanPlace.AREA, at(date, LocalTime.NOON), 0)
                            .isNever())
                    .isTrue();
        }
    }

    @Example
    void theHoursBeginAndEndToTheMinute() {
        LocalDate monday = LocalDate.of(2026, 3, 30);
        BanTimes resting = times(new Plate("津A10002"), VehicleKind.CAR, BanPlace.AREA, at(monday, LocalTime.NOON), 0);

        assertThat(resting.contains(at(monday, LocalTime.of(7, 0)).toEpochMilli() - 1))
                .isFalse();
        assertThat(resting.contains(at(monday, LocalTime.of(7, 0)).toEpochMilli()))
                .isTrue();
        assertThat(resting.contains(at(monday, LocalTime.of(19, 0)).toEpochMilli() - 1))
                .isTrue();
        assertThat(resting.contains(at(monday, LocalTime.of(19, 0)).toEpochMilli()))
                .isFalse();
        assertThat(resting.find(at(monday, LocalTime.of(8, 0))).orElseThrow().until())
                .isEqualTo(at(monday, LocalTime.of(19, 0)));
    }

    @Example
    void aLetterAtTheEndCountsAsZeroAndASuffixAsNothing() {
        assertThat(RULES.digitOf(new Plate("津A1234B"))).isZero();
        assertThat(RULES.digitOf(new Plate("津AD12347"))).isEqualTo(7);
        assertThat(RULES.digitOf(new Plate("津A1234学"))).isEqualTo(4);
    }

    @Example
    void lorriesKeepOffTheRingByDayAndBusesAreFree() {
        Instant saturdayNoon = at(LocalDate.of(2026, 3, 28), LocalTime.NOON);
        Plate plate = new Plate("津A10002");

        assertThat(times(plate, VehicleKind.TRUCK, BanPlace.RING, saturdayNoon, 0)
                        .contains(saturdayNoon.toEpochMilli()))
                .isTrue();
        assertThat(times(plate, VehicleKind.CAR, BanPlace.RING, saturdayNoon, 4).isNever())
                .isTrue();
        assertThat(times(plate, VehicleKind.BUS, BanPlace.AREA, saturdayNoon, 4).isNever())
                .isTrue();
    }

    @Example
    void aTableThatMakesNoSenseIsRefused() {
        PlateTable table = PlateTable.tianjin();
        assertThatIllegalArgumentException().isThrownBy(() -> DailyHours.parse("19:00-07:00"));
        assertThatIllegalArgumentException().isThrownBy(() -> DailyHours.parse("7-19"));
        assertThatIllegalArgumentException().isThrownBy(() -> DailyHours.parse("07:00-24:01"));
        assertThat(DailyHours.parse("00:00-24:00")).hasToString("00:00-24:00");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DigitRotation(LocalDate.EPOCH, 91, List.of(Set.of(11))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PlateTable(table.localPrefixes(), 10, table.rotation(), table.area(), List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PlateTable(
                        table.localPrefixes(),
                        0,
                        table.rotation(),
                        table.area(),
                        List.of(table.bans().get(0), table.bans().get(0))));
    }

    @Provide
    Arbitrary<LocalDate> dates() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(2010, 1, 1).toEpochDay(),
                        LocalDate.of(2040, 1, 1).toEpochDay())
                .map(LocalDate::ofEpochDay);
    }

    @Provide
    Arbitrary<Plate> plates() {
        return Arbitraries.of("津A1234", "京B123D", "津AD1234")
                .flatMap(start -> Arbitraries.of('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'K')
                        .map(last -> new Plate(start + last)));
    }

    private static List<String> week(LocalDate monday) {
        return monday.datesUntil(monday.plusDays(5))
                .map(day -> new TreeSet<>(RULES.restingDigits(day)))
                .map(pair -> pair.first() + "/" + pair.last())
                .toList();
    }

    private static BanTimes times(Plate plate, VehicleKind kind, BanPlace place, Instant round, int days) {
        return RULES.banTimes(
                plate, kind, place, round.minusSeconds(86_400L * days), round.plusSeconds(86_400L * days));
    }

    private static Instant at(LocalDate date, LocalTime time) {
        return date.atTime(time).atZone(SHANGHAI).toInstant();
    }

    @Test
    void refusesToCallEveryPlateForeign() {
        PlateTable table = PlateTable.tianjin();
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new PlateTable(Set.of(), table.letterDigit(), table.rotation(), table.area(), table.bans()))
                .withMessageContaining("prefixes");
    }
}
