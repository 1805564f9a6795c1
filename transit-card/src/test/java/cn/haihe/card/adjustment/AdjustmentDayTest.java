package cn.haihe.card.adjustment;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.card.TestDatabase;
import cn.haihe.card.contract.BusinessCalendar;
import cn.haihe.card.contract.DayBoundary;
import cn.haihe.card.contract.RuleBook;
import cn.haihe.card.contract.RuleChange;
import cn.haihe.card.contract.RuleVersion;
import cn.haihe.card.contract.ThreeInstitutions;
import cn.haihe.card.fare.FareBook;
import cn.haihe.card.settlement.Settlement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where business days begin at two in the morning. */
class AdjustmentDayTest {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final RuleBook BOOK = new RuleBook(List.of(new RuleVersion(
            1, RuleChange.put(new DayBoundary(LocalTime.of(2, 0), Optional.empty()), LocalDate.of(2026, 1, 1)))));
    private static final BusinessCalendar CALENDAR = new BusinessCalendar(() -> BOOK, CHINA);

    private static TestDatabase database;

    @BeforeAll
    static void open() {
        database = new TestDatabase();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T23:59:00, 2026-11-23",
        "2026-11-24T00:30:00, 2026-11-23",
        "2026-11-24T01:59:59, 2026-11-23",
        "2026-11-24T02:00:00, 2026-11-24",
    })
    void moneyMovesOnTheBusinessDayAndNotOnTheDateOfTheClock(String at, LocalDate day) {
        Instant now = LocalDateTime.parse(at).atZone(CHINA).toInstant();
        Clock clock = Clock.fixed(now, CHINA);
        Settlement settlement = Settlement.on(database.pool(), CALENDAR, new FareBook(List.of()), clock);
        Adjustments adjustments = Adjustments.on(database.pool(), settlement, CALENDAR, clock);
        Adjustment adjustment = new Adjustment(
                AdjustmentKind.BETWEEN,
                "exception 1",
                day.minusDays(9),
                ThreeInstitutions.BEIJING,
                ThreeInstitutions.TIANJIN,
                100,
                0,
                Optional.empty());
        Adjustments.Posting posting = database.pool()
                .withTransaction(transaction -> adjustments
                        .ask(transaction, adjustment, "put right", "ann")
                        .chain(id -> adjustments.post(transaction, id, "bob")))
                .await()
                .atMost(TestDatabase.TIME_OUT);
        assertThat(posting.businessDay()).isEqualTo(day);
    }
}
