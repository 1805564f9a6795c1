package cn.haihe.center.parking.internal;

import cn.haihe.center.city.CityHolder;
import cn.haihe.center.parking.Forecast;
import cn.haihe.center.parking.Occupancy;
import cn.haihe.center.parking.ParkingBoard;
import cn.haihe.center.parking.ParkingConfig;
import cn.haihe.center.parking.ParkingOutlook;
import cn.haihe.center.state.LatestKind;
import cn.haihe.center.state.LatestStore;
import cn.haihe.center.state.RedisConnection;
import cn.haihe.map.city.CarPark;
import cn.haihe.map.traffic.Grade;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What Redis holds of the car parks, in memory: read at the start, then kept up by the feed. The counts of the last while are
 * in memory only: after a start there are no trends for some minutes.
 */
@Startup
@ApplicationScoped
class LiveParkingBoard implements ParkingBoard, ParkingOutlook {
    private static final long READ_SECONDS_MAX = 30;

    private final Map<String, CarParkObservation> latest = new ConcurrentHashMap<>();
    private final Map<String, OccupancyHistory> histories = new ConcurrentHashMap<>();
    private final LatestStore store;
    private final RedisConnection redis;
    private final CityHolder city;
    private final ParkingConfig config;
    private final Clock clock;
    private volatile boolean read;

    LiveParkingBoard(LatestStore store, RedisConnection redis, CityHolder city, ParkingConfig config, Clock clock) {
        this.store = store;
        this.redis = redis;
        this.city = city;
        this.config = config;
        this.clock = clock;
    }

    /** Tries again until it has been read once. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void readOnce() throws Exception {
        if (!read && redis.isAvailable()) {
            store.forEach(
                            LatestKind.CAR_PARK,
                            record -> CarParkObservation.read(record).ifPresent(this::put))
                    .toCompletableFuture()
                    .get(READ_SECONDS_MAX, TimeUnit.SECONDS);
            read = true;
        }
    }

    void onLatest(List<CarParkObservation> observations) {
        observations.forEach(this::put);
    }

    private void put(CarParkObservation observation) {
        histories
                .computeIfAbsent(observation.carParkId(), id -> new OccupancyHistory())
                .add(observation.observedAt(), observation.freeSpaces());
        latest.merge(
                observation.carParkId(),
                observation,
                (old, offered) -> offered.observedAt().isAfter(old.observedAt()) ? offered : old);
    }

    @Override
    public Optional<Occupancy> find(String carParkId) {
        return Optional.ofNullable(latest.get(carParkId))
                .flatMap(observation -> occupancy(observation, clock.instant()));
    }

    @Override
    public Optional<Forecast> find(String carParkId, Instant at) {
        return find(carParkId)
                .flatMap(now -> OccupancyForecast.of(
                        now,
                        Optional.ofNullable(histories.get(carParkId))
                                .map(OccupancyHistory::list)
                                .orElse(List.of()),
                        at));
    }

    @Override
    public Map<String, Occupancy> findAll() {
        Instant now = clock.instant();
        Map<String, Occupancy> all = new HashMap<>();
        latest.forEach((id, observation) -> occupancy(observation, now).ifPresent(occupancy -> all.put(id, occupancy)));
        return all;
    }

    private Optional<Occupancy> occupancy(CarParkObservation observation, Instant now) {
        Duration age = Duration.between(observation.observedAt(), now);
        if (age.compareTo(config.lastKnownFor()) > 0) {
            return Optional.empty();
        }
        Grade grade = age.compareTo(config.freshFor()) <= 0
                ? Grade.B
                : age.compareTo(config.ageingFor()) <= 0 ? Grade.C : Grade.D;
        OptionalInt total = observation.totalSpaces().isPresent()
                ? observation.totalSpaces()
                : capacityOnMap(observation.carParkId());
        return Optional.of(new Occupancy(
                observation.freeSpaces(), total, observation.sourceId(), observation.observedAt(), grade));
    }

    private OptionalInt capacityOnMap(String carParkId) {
        return city.find()
                .flatMap(loaded -> loaded.city().findCarPark(carParkId))
                .map(CarPark::capacity)
                .orElse(OptionalInt.empty());
    }
}
