package cn.haihe.center.performance.internal;

import cn.haihe.center.bus.BusPosition;
import cn.haihe.center.bus.LiveBus;
import cn.haihe.center.bus.LiveBuses;
import cn.haihe.center.city.CityHolder;
import cn.haihe.center.performance.PerformanceConfig;
import cn.haihe.map.geo.LonLat;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** Where each bus was lately: its newest place every so often, the last few minutes, and no more buses than may be. */
@ApplicationScoped
class BusTraces {
    private static final double MARGIN_DEGREES = 0.02;

    private final LiveBuses buses;
    private final CityHolder cities;
    private final PerformanceConfig config;
    private final Clock clock;
    private final Map<String, Ring> rings = new ConcurrentHashMap<>();

    BusTraces(LiveBuses buses, CityHolder cities, PerformanceConfig config, Clock clock) {
        this.buses = buses;
        this.cities = cities;
        this.config = config;
        this.clock = clock;
    }

    /** A place of a bus. */
    record Place(Instant at, LonLat position) {}

    @Scheduled(
            every = "${haihe.performance.trace-every:PT10S}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void take() {
        if (cities.find().isEmpty()) {
            return;
        }
        List<LiveBus> live = buses.listWithin(cities.get().city().bounds().grownBy(MARGIN_DEGREES));
        for (LiveBus bus : live) {
            Ring ring = rings.get(bus.position().id());
            if (ring == null && rings.size() < config.tracedMax()) {
                ring = new Ring(config.tracePlaces());
                rings.put(bus.position().id(), ring);
            }
            if (ring != null) {
                ring.add(bus.position());
            }
        }
        long oldest = clock.instant().getEpochSecond() - config.traceEvery().toSeconds() * config.tracePlaces();
        rings.values().removeIf(ring -> ring.lastSecond() < oldest);
    }

    /** Places since a moment, oldest first, of every bus that has two or more. */
    void forEach(Instant since, BiConsumer<String, List<Place>> reader) {
        rings.forEach((id, ring) -> {
            List<Place> places = ring.since(since.getEpochSecond());
            if (places.size() > 1) {
                reader.accept(id, places);
            }
        });
    }

    Optional<LiveBus> find(String id) {
        return buses.find(id);
    }

    /** Plain numbers, since there are many. */
    private static final class Ring {
        private static final double PER_DEGREE = 1e7;

        private final int[] seconds;
        /** In degrees times ten million: a centimetre. */
        private final int[] lons;

        private final int[] lats;
        private int count;

        Ring(int size) {
            seconds = new int[size];
            lons = new int[size];
            lats = new int[size];
        }

        synchronized void add(BusPosition bus) {
            int second = (int) bus.deviceTime().getEpochSecond();
            if (count > 0 && Integer.compareUnsigned(second, seconds[(count - 1) % seconds.length]) <= 0) {
                return;
            }
            int place = count % seconds.length;
            seconds[place] = second;
            lons[place] = (int) Math.round(bus.position().lon() * PER_DEGREE);
            lats[place] = (int) Math.round(bus.position().lat() * PER_DEGREE);
            count++;
        }

        synchronized long lastSecond() {
            return count == 0 ? 0 : Integer.toUnsignedLong(seconds[(count - 1) % seconds.length]);
        }

        synchronized List<Place> since(long epochSecond) {
            List<Place> places = new ArrayList<>();
            for (int i = Math.max(0, count - seconds.length); i < count; i++) {
                int place = i % seconds.length;
                long at = Integer.toUnsignedLong(seconds[place]);
                if (at >= epochSecond) {
                    places.add(new Place(
                            Instant.ofEpochSecond(at), new LonLat(lons[place] / PER_DEGREE, lats[place] / PER_DEGREE)));
                }
            }
            return places;
        }
    }
}
