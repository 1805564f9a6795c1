package cn.haihe.center.profile.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.haihe.center.traffic.SegmentTraffic;
import cn.haihe.center.traffic.SegmentValues;
import cn.haihe.center.traffic.TrafficIndex;
import cn.haihe.center.traffic.TrafficPicture;
import cn.haihe.map.traffic.CongestionLevel;
import cn.haihe.map.traffic.Grade;
import cn.haihe.routing.profile.DayCalendar;
import cn.haihe.routing.profile.KindOfDay;
import cn.haihe.routing.profile.SpeedProfiles;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class QuarterLearnerTest {
    private static final int SEGMENTS = 3;
    private static final int DAYS = 4;
    /** A Friday, 08:00 in the city: quarter-hour 32. */
    private static final Instant FRIDAY = Instant.parse("2026-11-20T00:00:00Z");

    private static final int AT_EIGHT = 32;

    private final QuarterLearner learner =
            new QuarterLearner(SEGMENTS, DayCalendar.ofWeekdays(ZoneId.of("Asia/Shanghai")), DAYS);
    private SpeedProfiles known = SpeedProfiles.unknown(SEGMENTS);

    @Test
    void aQuarterHourIsOneObservationTheMeanOfWhatWasSeen() {
        look(FRIDAY, 0, 30);
        look(FRIDAY.plusSeconds(300), 0, 40);
        look(FRIDAY.plusSeconds(840), 0, 50);
        assertThat(known.knownRows()).isZero();

        end(FRIDAY);

        assertThat(kmh(0, KindOfDay.WORKDAY)).isEqualTo(40);
        assertThat(observations(0)).isEqualTo(1);
        assertThat(known.knownRows()).isEqualTo(1);
        assertThat(known.isKnown(0, KindOfDay.WORKDAY, AT_EIGHT + 1)).isFalse();
    }

    @Test
    void weekendsAndWorkdaysAreLearntApart() {
        learn(FRIDAY, 0, 20);
        learn(FRIDAY.plus(Duration.ofDays(1)), 0, 60);

        assertThat(kmh(0, KindOfDay.WORKDAY)).isEqualTo(20);
        assertThat(kmh(0, KindOfDay.WEEKEND)).isEqualTo(60);
    }

    @Test
    void theFirstDaysCountAlikeAndLaterOnesForTheirPartOfWhatIsRemembered() {
        learn(FRIDAY, 0, 20);
        learn(FRIDAY.plus(Duration.ofDays(3)), 0, 40);
        assertThat(kmh(0, KindOfDay.WORKDAY)).isEqualTo(30);
        for (int day = 4; day <= 7; day++) {
            learn(FRIDAY.plus(Duration.ofDays(day)), 0, 30);
        }
        assertThat(observations(0)).isEqualTo(6);

        learn(FRIDAY.plus(Duration.ofDays(10)), 0, 50);

        assertThat(kmh(0, KindOfDay.WORKDAY)).isCloseTo(35, within(0.02f));
    }

    @Test
    void whatWasObservedBeforeOrAheadOfTheQuarterHourIsNotOfIt() {
        for (int minute = 0; minute < 15; minute++) {
            Instant now = FRIDAY.plusSeconds(60L * minute);
            learner.look(picture(now, FRIDAY.minusSeconds(1), 0, 5), known).ifPresent(this::keep);
            learner.look(picture(now, FRIDAY.plusSeconds(900), 1, 5), known).ifPresent(this::keep);
        }

        end(FRIDAY);

        assertThat(known.knownRows()).isZero();
    }

    @Test
    void aDayWithoutTrafficChangesNothing() {
        learn(FRIDAY, 0, 20);
        SpeedProfiles before = known;

        for (int hour = 1; hour < 60; hour++) {
            learner.look(nothing(FRIDAY.plus(Duration.ofHours(hour))), known).ifPresent(this::keep);
        }

        assertThat(known).isSameAs(before);
    }

    @Test
    void aClockPutForwardAndBackTeachesNothingOfTheTimeThatWasNot() {
        look(FRIDAY, 0, 20);
        Instant wrong = FRIDAY.plus(Duration.ofDays(900));
        look(wrong, 1, 99);
        look(FRIDAY.plusSeconds(60), 0, 30);

        end(FRIDAY);

        assertThat(known.find(1, KindOfDay.WORKDAY)).isEmpty();
        assertThat(known.find(1, KindOfDay.WEEKEND)).isEmpty();
        assertThat(kmh(0, KindOfDay.WORKDAY)).isEqualTo(25);
    }

    @Test
    void aClosedStreetTeachesNothing() {
        for (int minute = 0; minute < 15; minute++) {
            Instant now = FRIDAY.plusSeconds(60L * minute);
            learner.look(picture(now, now, 0, 0, true), known).ifPresent(this::keep);
        }

        end(FRIDAY);

        assertThat(known.knownRows()).isZero();
    }

    private void learn(Instant quarter, int segment, double kmh) {
        look(quarter, segment, kmh);
        end(quarter);
    }

    private void look(Instant at, int segment, double kmh) {
        learner.look(picture(at, at, segment, kmh), known).ifPresent(this::keep);
    }

    private void end(Instant quarter) {
        learner.look(nothing(quarter.plusSeconds(900)), known).ifPresent(this::keep);
    }

    private void keep(QuarterLearner.Learnt learnt) {
        known = learnt.after();
        assertThat(learnt.rows().isEmpty()).isFalse();
    }

    private float kmh(int segment, KindOfDay kind) {
        return known.getSpeedKmh(segment, kind, AT_EIGHT);
    }

    private int observations(int segment) {
        return known.find(segment, KindOfDay.WORKDAY).orElseThrow().observations(AT_EIGHT);
    }

    private static TrafficPicture nothing(Instant at) {
        return new TrafficPicture(null, at, SegmentValues.of(new SegmentTraffic[SEGMENTS]), TrafficIndex.UNKNOWN);
    }

    private static TrafficPicture picture(Instant asOf, Instant observedAt, int segment, double kmh) {
        return picture(asOf, observedAt, segment, kmh, false);
    }

    private static TrafficPicture picture(Instant asOf, Instant observedAt, int segment, double kmh, boolean closed) {
        SegmentTraffic[] traffic = new SegmentTraffic[SEGMENTS];
        traffic[segment] = new SegmentTraffic(
                kmh,
                closed,
                OptionalInt.empty(),
                OptionalDouble.empty(),
                "det",
                observedAt,
                Grade.B,
                CongestionLevel.SMOOTH);
        return new TrafficPicture(null, asOf, SegmentValues.of(traffic), TrafficIndex.UNKNOWN);
    }
}
