package cn.haihe.card.fare;

import static cn.haihe.card.contract.ThreeInstitutions.BEIJING;
import static cn.haihe.card.contract.ThreeInstitutions.TIANJIN;
import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.card.contract.JourneyAgreement;
import cn.haihe.card.contract.JourneyAgreement.Basis;
import cn.haihe.card.contract.JourneyAgreement.Part;
import cn.haihe.card.contract.JourneyAgreement.Remainder;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class FareProperties {
    private static final int[] CITIES = {ThreeCities.BEIJING, ThreeCities.TIANJIN, ThreeCities.LANGFANG};
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

    @Property(tries = 500)
    void aPriceIsItsLinesAndNeverBelowNothingNorAboveTheTariff(@ForAll long seed) {
        Random random = new Random(seed);
        Rider rider = rider(random);
        for (PricedRide priced :
                ThreeCities.fares().findPrices(rider, rides(random)).orElseThrow()) {
            assertThat(priced.priceFen()).isBetween(0L, priced.fullFen());
            assertThat(priced.lines().stream().skip(1).map(FareLine::fen)).allMatch(fen -> fen < 0);
        }
    }

    /** Of one ride: what one paid before is the same with and without. */
    @Property(tries = 1_000)
    void aPriceNeverRisesByAddingADiscount(@ForAll long seed) {
        Random random = new Random(seed);
        Rider rider = rider(random);
        List<Ride> rides = rides(random);
        RiddenBefore before = new RiddenBefore(ThreeCities.fares()
                .findPrices(rider, rides.subList(0, rides.size() - 1))
                .orElseThrow());
        Ride last = rides.get(rides.size() - 1);
        Fares with = ThreeCities.fares().find(last.city(), DAY).orElseThrow();
        List<Discount> fewer = new ArrayList<>(with.discounts());
        fewer.remove(random.nextInt(fewer.size()));
        Fares without = new Fares(with.city(), with.lines(), fewer);
        assertThat(with.findPrice(rider, last, before).orElseThrow().priceFen())
                .isLessThanOrEqualTo(
                        without.findPrice(rider, last, before).orElseThrow().priceFen());
    }

    @Property(tries = 500)
    void theSharesOfAJourneyAreWhatWasPaid(@ForAll long seed) {
        Random random = new Random(seed);
        List<PricedRide> priced =
                ThreeCities.fares().findPrices(rider(random), rides(random)).orElseThrow();
        Remainder remainder = random.nextBoolean() ? Remainder.FIRST_RIDE : Remainder.LAST_RIDE;
        Basis basis = random.nextInt(4) == 0 ? Basis.GIVER : Basis.FULL_FARE;
        List<Long> shares = new JourneyAgreement(List.of(BEIJING, TIANJIN), basis, remainder, Duration.ZERO)
                .share(priced.stream()
                        .map(one -> new Part(one.priceFen(), one.fullFen()))
                        .toList());
        assertThat(shares).allMatch(fen -> fen >= 0);
        assertThat(shares.stream().mapToLong(Long::longValue).sum())
                .isEqualTo(priced.stream().mapToLong(PricedRide::priceFen).sum());
    }

    private static Rider rider(Random random) {
        return new Rider(RiderKind.values()[random.nextInt(RiderKind.values().length)], CITIES[random.nextInt(3)]);
    }

    private static List<Ride> rides(Random random) {
        List<Ride> rides = new ArrayList<>();
        Instant at = Instant.parse("2026-11-21T22:00:00Z");
        int count = 1 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            int city = CITIES[random.nextInt(3)];
            Mode mode = city == ThreeCities.LANGFANG || random.nextBoolean() ? Mode.BUS : Mode.METRO;
            Instant out = at.plusSeconds(mode == Mode.BUS ? 0 : random.nextInt(3_600));
            String line = random.nextInt(4) == 0 ? "808" : "1";
            rides.add(new Ride(city, mode, "o", line, "a", Optional.of("b"), 1 + random.nextInt(30), at, out));
            at = out.plusSeconds(random.nextInt(7_200));
        }
        return rides;
    }
}
