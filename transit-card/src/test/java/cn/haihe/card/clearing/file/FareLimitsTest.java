package cn.haihe.card.clearing.file;

import static cn.haihe.card.fare.ThreeCities.BEIJING;
import static cn.haihe.card.fare.ThreeCities.LANGFANG;
import static cn.haihe.card.fare.ThreeCities.TIANJIN;
import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.card.SimulatedDay;
import cn.haihe.card.TestRules;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.contract.ThreeInstitutions;
import cn.haihe.card.record.RecordBlock;
import cn.haihe.card.record.RecordReason;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a record may say of its price by the tariffs of three cities. */
class FareLimitsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final long BEIJING_CARD = 3_105_170_012_345_678_000L;
    private static final long TIANJIN_CARD = 3_104_910_212_345_678_000L;
    private static final int BUS = 1;
    private static final int METRO = 2;

    private final FileRules rules = rules(ThreeInstitutions.HEBEI);

    private static FileRules rules(Institution acquirer) {
        return FileRules.of(
                TestRules.all(),
                new ReceivedFile(1, Path.of("f"), acquirer, DAY, 1, Instant.parse("2026-11-22T16:00:00Z")),
                Instant.EPOCH);
    }

    @ParameterizedTest
    @CsvSource({
        "100, 100, true",
        "100, 101, false",
        // The fare is 200 at most.
        "101, 100, false",
        "99, 101, false",
        // The rule takes off 100, and no bus costs that little.
        "0, 100, false",
        "0, 200, false"
    })
    void aBusOfLangfangTakesOffAYuanAfterARideInBeijing(int amount, int off, boolean plausible) {
        RecordBlock block = block(BEIJING_CARD, BEIJING, LANGFANG, BUS, amount, off, BEIJING);
        assertThat(isPlausible(block)).isEqualTo(plausible);
    }

    @Test
    void andNotAfterOneInLangfangOrInACityOfWhichItDoesNotSay() {
        assertThat(isPlausible(block(BEIJING_CARD, BEIJING, LANGFANG, BUS, 100, 100, LANGFANG)))
                .isFalse();
        assertThat(isPlausible(block(BEIJING_CARD, BEIJING, LANGFANG, BUS, 100, 100, 1440)))
                .isFalse();
        assertThat(isPlausible(block(BEIJING_CARD, BEIJING, BEIJING, METRO, 300, 100, TIANJIN)))
                .as("Beijing gives none")
                .isFalse();
    }

    @Test
    void tianjinsAreForItsOwnCardsAndNobodyCallsAnothersCardOne() {
        assertThat(isPlausible(block(TIANJIN_CARD, TIANJIN, TIANJIN, METRO, 180, 100, TIANJIN)))
                .isTrue();
        assertThat(isPlausible(block(TIANJIN_CARD, TIANJIN, TIANJIN, METRO, 180, 101, TIANJIN)))
                .isFalse();
        assertThat(isPlausible(block(BEIJING_CARD, BEIJING, TIANJIN, METRO, 180, 100, TIANJIN)))
                .isFalse();
        assertThat(isPlausible(block(BEIJING_CARD, TIANJIN, TIANJIN, METRO, 180, 100, TIANJIN)))
                .isFalse();
    }

    @Test
    void aBusOfTwoYuanIsFreeAfterAnotherAndADearerOneIsNot() {
        assertThat(reason(block(TIANJIN_CARD, TIANJIN, TIANJIN, BUS, 0, 200, TIANJIN)))
                .isNull();
        assertThat(isPlausible(block(TIANJIN_CARD, TIANJIN, TIANJIN, BUS, 0, 200, TIANJIN)))
                .isTrue();
        assertThat(isPlausible(block(TIANJIN_CARD, TIANJIN, TIANJIN, BUS, 0, 150, TIANJIN)))
                .as("no bus costs that")
                .isFalse();
        assertThat(isPlausible(block(TIANJIN_CARD, TIANJIN, TIANJIN, BUS, 200, 200, TIANJIN)))
                .as("line 808")
                .isTrue();
        assertThat(isPlausible(block(TIANJIN_CARD, TIANJIN, TIANJIN, METRO, 0, 100, TIANJIN)))
                .isFalse();
    }

    @Test
    void ridersWhoGetNoTransferAndCardsOfUnknownKindAreToldNone() {
        RecordBlock senior = block(TIANJIN_CARD, TIANJIN, TIANJIN, METRO, 180, 100, TIANJIN);
        senior.cardType[0] = 4;
        assertThat(isPlausible(senior)).isFalse();
        senior.cardType[0] = 77;
        assertThat(isPlausible(senior)).isFalse();
    }

    @Test
    void withoutATariffNothingIsImplausibleAndNothingFree() {
        assertThat(isPlausible(block(BEIJING_CARD, BEIJING, 1440, BUS, 100, 900, BEIJING)))
                .isTrue();
        assertThat(reason(block(BEIJING_CARD, BEIJING, 1440, BUS, 0, 200, BEIJING)))
                .isEqualTo(RecordReason.IMPOSSIBLE_AMOUNT);
        assertThat(reason(block(BEIJING_CARD, BEIJING, LANGFANG, BUS, 0, 0, 0)))
                .isEqualTo(RecordReason.IMPOSSIBLE_AMOUNT);
    }

    /** Tariffs begin on the first of January 2023. */
    @Test
    void theDayOfTheTapCountsAndNotThatOfTheFile() {
        RecordBlock block = block(BEIJING_CARD, BEIJING, LANGFANG, BUS, 100, 900, BEIJING);
        assertThat(isPlausible(block)).isFalse();
        block.date[0] = 20_221_231;
        assertThat(isPlausible(block)).isTrue();
    }

    /** Whether a discount is given, and shared, goes by it. */
    @Test
    void aCardIsOfItsIssuersHomeWhereTheAcquirerNamesAnothers() {
        RecordBlock block = block(BEIJING_CARD, TIANJIN, TIANJIN, METRO, 180, 100, TIANJIN);
        FareLimits fares = rules.newFareLimits();
        assertThat(fares.cardCity(block, 0)).isEqualTo(BEIJING);
        block.cardCity[0] = LANGFANG;
        assertThat(fares.cardCity(block, 0)).as("nobody's home").isEqualTo(LANGFANG);
    }

    @Test
    void nobodyTakesOffByTheTariffOfAnothersHome() {
        RecordBlock block = block(TIANJIN_CARD, TIANJIN, TIANJIN, METRO, 180, 100, TIANJIN);
        assertThat(rules.newFareLimits().isPlausible(block, 0)).isFalse();
        assertThat(isPlausible(block)).as("its own").isTrue();
    }

    /** A file may hold millions of them, and of any date before its records are held against the time. */
    @Test
    void whatAFileNamesIsNotAllRemembered() {
        FareLimits fares = rules.newFareLimits();
        for (int city = 1; city <= 2 * FareLimits.REMEMBERED_MAX; city++) {
            fares.isPlausible(block(BEIJING_CARD, BEIJING, city, BUS, 100, 0, 0), 0);
        }
        assertThat(fares.remembered()).isLessThanOrEqualTo(FareLimits.REMEMBERED_MAX);
        RecordBlock old = block(BEIJING_CARD, BEIJING, 1440, BUS, 0, 200, BEIJING);
        old.occurredEpochSecond[0] = 0;
        assertThat(reason(old)).as("asked of no tariff").isEqualTo(RecordReason.STALE);
    }

    /** By whoever takes fares there. */
    private static boolean isPlausible(RecordBlock block) {
        int city = block.transactionCity[0];
        return rules(
                        city == TIANJIN
                                ? ThreeInstitutions.TIANJIN
                                : city == BEIJING ? ThreeInstitutions.BEIJING : ThreeInstitutions.HEBEI)
                .newFareLimits()
                .isPlausible(block, 0);
    }

    private RecordReason reason(RecordBlock block) {
        new RecordCheck(rules).check(block);
        return block.reason[0];
    }

    private static RecordBlock block(
            long card, int cardCity, int city, int industry, int amount, int discount, int cityBefore) {
        RecordBlock block = new RecordBlock(1);
        block.clear(1);
        block.size = 1;
        block.card[0] = card;
        block.issuer[0] = SimulatedDay.INSTITUTIONS.indexOf(
                card == TIANJIN_CARD ? ThreeInstitutions.TIANJIN : ThreeInstitutions.BEIJING);
        block.balanceBeforeFen[0] = 10_000;
        block.amountFen[0] = amount;
        block.balanceAfterFen[0] = 10_000 - amount;
        block.type[0] = 6;
        block.date[0] = 20_261_122;
        block.occurredEpochSecond[0] = DAY.atTime(12, 0).toEpochSecond(ZoneOffset.ofHours(8));
        block.keyVersion[0] = 1;
        block.transactionCity[0] = (short) city;
        block.cardCity[0] = (short) cardCity;
        block.industry[0] = (byte) industry;
        block.cardType[0] = 1;
        block.consumeKind[0] = (byte) (discount > 0 ? 8 : 0);
        block.discountFen[0] = discount;
        block.transferCity[0] = (short) cityBefore;
        return block;
    }
}
