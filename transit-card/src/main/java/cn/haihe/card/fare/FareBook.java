package cn.haihe.card.fare;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fares of all cities, each from some day on; what held on a day holds for its rides for ever. */
public final class FareBook {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private final Map<Integer, List<Dated>> byCity = new HashMap<>();

    public FareBook(List<Dated> all) {
        for (Dated dated : all) {
            byCity.computeIfAbsent(dated.fares().city(), city -> new ArrayList<>())
                    .add(dated);
        }
        byCity.values()
                .forEach(list -> list.sort(Comparator.comparing(Dated::from).reversed()));
    }

    public Optional<Fares> find(int city, LocalDate day) {
        return byCity.getOrDefault(city, List.of()).stream()
                .filter(dated -> !dated.from().isAfter(day))
                .findFirst()
                .map(Dated::fares);
    }

    /** Empty where no fares are known for the ride's city on its day, or no tariff fits. */
    public Optional<PricedRide> findPrice(Rider rider, Ride ride, RiddenBefore before) {
        return find(ride.city(), day(ride.boardedAt())).flatMap(fares -> fares.findPrice(rider, ride, before));
    }

    /** Rides of one card one after the other, each with all before it; empty as soon as one has no price. */
    public Optional<List<PricedRide>> findPrices(Rider rider, List<Ride> rides) {
        List<PricedRide> priced = new ArrayList<>();
        for (Ride ride : rides) {
            Optional<PricedRide> price = findPrice(rider, ride, new RiddenBefore(priced));
            if (price.isEmpty()) {
                return Optional.empty();
            }
            priced.add(price.get());
        }
        return Optional.of(priced);
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, CHINA);
    }

    /** @param from first day on which they hold */
    public record Dated(LocalDate from, Fares fares) {}
}
