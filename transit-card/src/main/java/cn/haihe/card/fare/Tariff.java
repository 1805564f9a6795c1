package cn.haihe.card.fare;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a ride costs before any discount. Amounts are whole fen, from 0. */
public sealed interface Tariff {
    /** Empty where it does not say what this ride costs. */
    Optional<Long> findFen(Ride ride);

    /** All that a ride can cost by it. */
    Set<Long> allFen();

    /** The most that any ride costs by it. */
    long mostFen();

    /** The same for every ride. */
    record Flat(long fen) implements Tariff {
        public Flat {
            notNegative(fen);
        }

        @Override
        public Optional<Long> findFen(Ride ride) {
            return Optional.of(fen);
        }

        @Override
        public Set<Long> allFen() {
            return Set.of(fen);
        }

        @Override
        public long mostFen() {
            return fen;
        }
    }

    /**
     * By the number of stations.
     *
     * @param bands ascending; the last holds for everything beyond
     */
    record Distance(List<Band> bands) implements Tariff {
        public Distance {
            bands = List.copyOf(bands);
            for (int i = 1; i < bands.size(); i++) {
                if (bands.get(i).upToStations() <= bands.get(i - 1).upToStations()
                        || bands.get(i).fen() < bands.get(i - 1).fen()) {
                    throw new IllegalArgumentException("bands ascend: " + bands);
                }
            }
            if (bands.isEmpty()) {
                throw new IllegalArgumentException("a tariff by distance has a band");
            }
        }

        @Override
        public Optional<Long> findFen(Ride ride) {
            if (ride.stations() == 0) {
                return Optional.empty();
            }
            return Optional.of(bands.stream()
                    .filter(band -> ride.stations() <= band.upToStations())
                    .findFirst()
                    .map(Band::fen)
                    .orElseGet(this::mostFen));
        }

        @Override
        public Set<Long> allFen() {
            return bands.stream().map(Band::fen).collect(Collectors.toSet());
        }

        @Override
        public long mostFen() {
            return bands.get(bands.size() - 1).fen();
        }

        /** Rides of up to so many stations cost so much. */
        public record Band(int upToStations, long fen) {
            public Band {
                notNegative(fen);
            }
        }
    }

    /**
     * By the zones of both ends; the same there and back.
     *
     * @param zoneOfStop every stop that it knows
     * @param fenByZones the fare between zones {@code a} and {@code b}, {@code a <= b} by their natural order, under {@code a|b}
     */
    record Zones(Map<String, String> zoneOfStop, Map<String, Long> fenByZones) implements Tariff {
        public Zones {
            zoneOfStop = Map.copyOf(zoneOfStop);
            fenByZones = Map.copyOf(fenByZones);
            fenByZones.values().forEach(Tariff::notNegative);
        }

        @Override
        public Optional<Long> findFen(Ride ride) {
            String from = zoneOfStop.get(ride.from());
            String to = ride.to().map(zoneOfStop::get).orElse(null);
            if (from == null || to == null) {
                return Optional.empty();
            }
            return Optional.ofNullable(fenByZones.get(from.compareTo(to) <= 0 ? from + "|" + to : to + "|" + from));
        }

        @Override
        public Set<Long> allFen() {
            return Set.copyOf(fenByZones.values());
        }

        @Override
        public long mostFen() {
            return fenByZones.values().stream().mapToLong(Long::longValue).max().orElse(0);
        }
    }

    private static void notNegative(long fen) {
        if (fen < 0) {
            throw new IllegalArgumentException("a fare of " + fen + " fen");
        }
    }
}
