package cn.haihe.routing.profile;

import static cn.haihe.routing.profile.OutlookTown.NOW;
import static cn.haihe.routing.profile.OutlookTown.live;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class SpeedOutlookTest {
    private static final int EDGE = 0;

    private final OutlookTown town = OutlookTown.get();
    private final int segment = town.segmentOf(EDGE);
    private final SpeedProfiles nothing = SpeedProfiles.unknown(town.segments);

    @Test
    void aJamFadesWithinTheHourIntoFreeFlow() {
        SpeedOutlook outlook = town.outlook(nothing, live(segment, 12));

        assertThat(kmh(outlook, Duration.ZERO)).isCloseTo(12, within(2.0));
        assertThat(kmh(outlook, Duration.ofMinutes(30))).isCloseTo(36, within(2.5));
        assertThat(kmh(outlook, Duration.ofMinutes(66))).isEqualTo(60);
        assertThat(kmh(outlook, Duration.ofDays(1))).isEqualTo(60);
    }

    @Test
    void aJamFadesIntoTheUsualSpeed() {
        SpeedOutlook outlook = town.outlook(town.usually(40), live(segment, 10));

        assertThat(kmh(outlook, Duration.ofMinutes(30))).isCloseTo(25, within(1.5));
        assertThat(kmh(outlook, Duration.ofMinutes(66))).isEqualTo(40);
    }

    @Test
    void anEmptyStreetFadesDownToTheUsualJam() {
        SpeedOutlook outlook = town.outlook(town.usually(20), live(segment, 60));

        assertThat(kmh(outlook, Duration.ZERO)).isCloseTo(60, within(3.0));
        assertThat(kmh(outlook, Duration.ofMinutes(90))).isEqualTo(20);
    }

    @Test
    void withoutALiveValueTheUsualSpeedCountsAtOnce() {
        SpeedOutlook outlook = town.outlook(town.usually(33.5), speeds -> {});

        assertThat(kmh(outlook, Duration.ZERO)).isEqualTo(33.5);
    }

    @Test
    void eachQuarterHourAndKindOfDayHasItsOwn() {
        SpeedProfiles profiles = nothing.change()
                .put(
                        segment,
                        KindOfDay.WORKDAY,
                        DayProfile.UNKNOWN.with(32, 15, 3).with(33, 25, 3))
                .put(segment, KindOfDay.WEEKEND, DayProfile.UNKNOWN.with(32, 55, 3))
                .build();
        SpeedOutlook outlook = town.outlook(profiles, speeds -> {});

        assertThat(kmhAt(outlook, "2026-11-23T08:00:00+08:00")).isEqualTo(15);
        assertThat(kmhAt(outlook, "2026-11-23T08:14:59+08:00")).isEqualTo(15);
        assertThat(kmhAt(outlook, "2026-11-23T08:15:00+08:00")).isEqualTo(25);
        assertThat(kmhAt(outlook, "2026-11-23T08:30:00+08:00")).isEqualTo(60);
        assertThat(kmhAt(outlook, "2026-11-27T08:00:00+08:00")).isEqualTo(15);
        assertThat(kmhAt(outlook, "2026-11-28T08:00:00+08:00")).isEqualTo(55);
    }

    @Test
    void nobodyIsPromisedMoreThanFreeFlowOrStandsForEver() {
        assertThat(kmh(town.outlook(town.usually(150), speeds -> {}), Duration.ZERO))
                .isEqualTo(60);
        assertThat(kmh(town.outlook(town.usually(0), live(segment, 0)), Duration.ZERO))
                .isEqualTo(2);
    }

    @Test
    void aClosedStreetOpensWhenItIsSaidToOpenOrNever() {
        Instant opens = NOW.plus(Duration.ofMinutes(40));
        SpeedOutlook known = town.outlook(nothing, speeds -> speeds.close(segment, opens));
        SpeedOutlook unknown = town.outlook(nothing, speeds -> speeds.close(segment));

        assertThat(kmh(known, Duration.ofMinutes(39))).isZero();
        assertThat(kmh(known, Duration.ofMinutes(41))).isEqualTo(60);
        assertThat(known.millis(EDGE, 1000, NOW.toEpochMilli())).isEqualTo(40 * 60_000 + 60_000);
        assertThat(known.millisBefore(EDGE, 1000, opens.toEpochMilli() + 59_999))
                .isEqualTo(SpeedOutlook.CLOSED);
        assertThat(known.millisBefore(EDGE, 1000, opens.toEpochMilli() + 60_000))
                .isEqualTo(60_000);
        assertThat(kmh(unknown, Duration.ofDays(6))).isZero();
        assertThat(unknown.millis(EDGE, 1, NOW.toEpochMilli())).isEqualTo(SpeedOutlook.CLOSED);
    }

    @Test
    void aDriveThroughTwoQuarterHoursTakesWhatEachAllows() {
        SpeedProfiles profiles = nothing.change()
                .put(
                        segment,
                        KindOfDay.WORKDAY,
                        DayProfile.UNKNOWN.with(32, 12, 3).with(33, 36, 3))
                .build();
        SpeedOutlook outlook = town.outlook(profiles, speeds -> {});
        long at = Instant.parse("2026-11-23T08:10:00+08:00").toEpochMilli();

        // 5 min at 12 km/h are 1,000 m; the other 600 m at 36 km/h take a minute
        assertThat(outlook.millis(EDGE, 1_600, at)).isEqualTo(360_000);
        assertThat(outlook.millisBefore(EDGE, 1_600, at + 360_000)).isBetween(359_998, 360_000);
    }

    @Test
    void theCalendarSaysWhichKindADayIs() {
        DayCalendar calendar = DayCalendar.ofWeekdays(OutlookTown.ZONE);

        assertThat(calendar.kindOf(LocalDate.of(2026, 11, 20))).isEqualTo(KindOfDay.WORKDAY);
        assertThat(calendar.kindOf(LocalDate.of(2026, 11, 21))).isEqualTo(KindOfDay.WEEKEND);
        assertThat(calendar.kindOf(LocalDate.of(2026, 11, 22))).isEqualTo(KindOfDay.WEEKEND);
    }

    private static double kmh(SpeedOutlook outlook, Duration ahead) {
        return outlook.kmh(EDGE, NOW.plus(ahead).toEpochMilli());
    }

    private static double kmhAt(SpeedOutlook outlook, String time) {
        return outlook.kmh(EDGE, Instant.parse(time).toEpochMilli());
    }
}
