package cn.haihe.card.fare;

import static cn.haihe.card.fare.ThreeCities.BEIJING;
import static cn.haihe.card.fare.ThreeCities.LANGFANG;
import static cn.haihe.card.fare.ThreeCities.TIANJIN;
import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.card.TestRules;
import cn.haihe.card.contract.JourneyAgreement;
import cn.haihe.card.contract.JourneyAgreement.Part;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FareTest {
    private static final Instant MORNING = Instant.parse("2026-11-22T23:00:00Z");
    private static final Rider LOCAL = new Rider(RiderKind.ADULT, TIANJIN);
    private final FareBook book = ThreeCities.fares();

    @Test
    void twoBusesAfterTheFirstAreFreeWithinNinetyMinutesOfItAndTheThirdIsNot() {
        assertThat(prices(LOCAL, bus(0), bus(30), bus(90), bus(91))).containsExactly(200L, 0L, 0L, 200L);
        assertThat(prices(LOCAL, bus(0), bus(30), bus(60), bus(80))).containsExactly(200L, 0L, 0L, 200L);
        assertThat(prices(LOCAL, bus(0), bus(80), bus(95))).containsExactly(200L, 0L, 200L);
    }

    @Test
    void aDearerBusIsTwoYuanLess() {
        assertThat(prices(LOCAL, bus(0), ride(TIANJIN, Mode.BUS, "808", 0, 10, 10)))
                .containsExactly(200L, 200L);
    }

    @Test
    void theYuanOfATransferIsTakenOffBeforeTheCardsOwnDiscount() {
        assertThat(prices(LOCAL, bus(0), metro(20, 60, 8))).containsExactly(200L, 180L);
        List<PricedRide> priced =
                book.findPrices(LOCAL, List.of(bus(0), metro(20, 60, 8))).orElseThrow();
        assertThat(priced.get(1).lines())
                .extracting(FareLine::rule)
                .containsExactly("tariff", "tj-bus-metro", "tj-metro-card");
        assertThat(priced.get(1).lines()).extracting(FareLine::fen).containsExactly(300L, -100L, -20L);
    }

    @Test
    void theTimeAfterAMetroRideIsCountedFromItsExit() {
        assertThat(prices(LOCAL, metro(0, 60, 5), bus(149))).containsExactly(180L, 100L);
        assertThat(prices(LOCAL, metro(0, 60, 5), bus(151))).containsExactly(180L, 200L);
    }

    @ParameterizedTest
    @CsvSource({"1,200", "5,200", "6,300", "10,300", "11,400", "16,400", "17,500", "40,500"})
    void theMetroCostsByStations(int stations, long fen) {
        assertThat(prices(new Rider(RiderKind.ADULT, BEIJING), metro(0, 30, stations)))
                .containsExactly(fen);
    }

    @Test
    void cardsFromElsewhereGetNoTransferAndNoDiscount() {
        assertThat(prices(new Rider(RiderKind.ADULT, BEIJING), bus(0), bus(10), metro(20, 40, 5)))
                .containsExactly(200L, 200L, 200L);
    }

    @ParameterizedTest
    @CsvSource({"STUDENT,140", "ELDER,160", "SENIOR,0", "DISABLED,0", "ADULT,180"})
    void ridersPayByWhoTheyAre(RiderKind kind, long fen) {
        assertThat(prices(new Rider(kind, TIANJIN), metro(0, 20, 5))).containsExactly(fen);
    }

    @Test
    void customisedLinesNeitherGiveNorGetATransfer() {
        Ride customised = ride(TIANJIN, Mode.BUS, "customised", 10, 10, 0);
        assertThat(prices(LOCAL, bus(0), customised, bus(20))).containsExactly(200L, 200L, 200L);
    }

    @Test
    void beijingsMetroIsCheaperOnceOneHasPaidAHundredYuanInTheMonth() {
        List<Ride> rides = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            rides.add(ride(BEIJING, Mode.METRO, "1", i * 10, i * 10 + 5, 15));
        }
        List<Long> prices = prices(new Rider(RiderKind.ADULT, BEIJING), rides.toArray(Ride[]::new));
        assertThat(prices.subList(0, 20)).containsOnly(500L);
        assertThat(prices.subList(20, 33)).containsOnly(400L);
        assertThat(prices.get(33)).isEqualTo(250L);
    }

    @Test
    void nobodyPaysMoreThanTheDaysCap() {
        assertThat(prices(LOCAL, langfang(0), langfang(200), langfang(400), langfang(500)))
                .containsExactly(200L, 200L, 200L, 0L);
    }

    @Test
    void aJourneyThroughTwoCitiesIsSharedByFullFares() {
        List<PricedRide> priced =
                book.findPrices(LOCAL, List.of(metro(0, 60, 17), langfang(100))).orElseThrow();
        assertThat(priced).extracting(PricedRide::priceFen).containsExactly(450L, 100L);
        JourneyAgreement agreement =
                TestRules.on(LocalDate.of(2026, 11, 22)).findJourneyAgreement().orElseThrow();
        assertThat(agreement.share(priced.stream()
                        .map(one -> new Part(one.priceFen(), one.fullFen()))
                        .toList()))
                .containsExactly(393L, 157L);
    }

    @Test
    void aRideThatNoTariffKnowsHasNoPrice() {
        assertThat(book.findPrices(LOCAL, List.of(ride(4400, Mode.BUS, "1", 0, 0, 0))))
                .isEmpty();
        assertThat(book.findPrices(LOCAL, List.of(metro(0, 10, 0)))).isEmpty();
        Ride longAgo = new Ride(TIANJIN, Mode.BUS, "x", "1", "a", Optional.empty(), 0, Instant.EPOCH, Instant.EPOCH);
        assertThat(book.findPrices(LOCAL, List.of(longAgo))).isEmpty();
    }

    private List<Long> prices(Rider rider, Ride... rides) {
        return book.findPrices(rider, List.of(rides)).orElseThrow().stream()
                .map(PricedRide::priceFen)
                .toList();
    }

    private static Ride bus(int minute) {
        return ride(TIANJIN, Mode.BUS, "804", minute, minute, 0);
    }

    private static Ride langfang(int minute) {
        return ride(LANGFANG, Mode.BUS, "1", minute, minute, 0);
    }

    private static Ride metro(int boarded, int left, int stations) {
        return ride(TIANJIN, Mode.METRO, "3", boarded, left, stations);
    }

    private static Ride ride(int city, Mode mode, String line, int boarded, int charged, int stations) {
        return new Ride(
                city,
                mode,
                "operator",
                line,
                "a",
                Optional.of("b"),
                stations,
                MORNING.plusSeconds(60L * boarded),
                MORNING.plusSeconds(60L * charged));
    }
}
