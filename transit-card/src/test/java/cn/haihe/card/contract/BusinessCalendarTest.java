package cn.haihe.card.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BusinessCalendarTest {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final LocalDate SUNDAY = LocalDate.of(2026, 11, 22);
    private static final LocalDate MONDAY = SUNDAY.plusDays(1);

    /** From Monday on days begin at two, and take files until three hours after they end. */
    private final RuleBook book = new RuleBook(List.of())
            .with(List.of(
                    RuleChange.put(new DayBoundary(LocalTime.of(2, 0), Optional.of(Duration.ofHours(3))), MONDAY)));

    private final BusinessCalendar calendar = new BusinessCalendar(() -> book, CHINA);

    @Test
    void theDayThatBeginsLaterIsPrecededByALongerOne() {
        assertThat(calendar.dayOf(at(SUNDAY, "00:00:00"))).isEqualTo(SUNDAY);
        assertThat(calendar.dayOf(at(MONDAY, "01:59:59"))).isEqualTo(SUNDAY);
        assertThat(calendar.dayOf(at(MONDAY, "02:00:00"))).isEqualTo(MONDAY);
        assertThat(calendar.dayOf(at(MONDAY.plusDays(1), "01:59:59"))).isEqualTo(MONDAY);
        assertThat(BusinessCalendar.ofMidnights(CHINA).dayOf(at(MONDAY, "00:00:00")))
                .isEqualTo(MONDAY);
    }

    @Test
    void filesAreTakenUntilTheCutOffOfTheDayThatTheyState() {
        assertThat(calendar.findCutOff(SUNDAY)).isEmpty();
        assertThat(calendar.findCutOff(MONDAY)).contains(at(MONDAY.plusDays(1), "05:00:00"));
    }

    @Test
    void theBankMovesMoneyOnTheFirstWorkingDay() {
        assertThat(WorkingDays.MONDAY_TO_FRIDAY.from(SUNDAY)).isEqualTo(MONDAY);
        assertThat(WorkingDays.MONDAY_TO_FRIDAY.from(MONDAY)).isEqualTo(MONDAY);
    }

    private static Instant at(LocalDate date, String time) {
        return date.atTime(LocalTime.parse(time)).atZone(CHINA).toInstant();
    }
}
