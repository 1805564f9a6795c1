package cn.haihe.center.bus.internal;

import cn.haihe.center.bus.BusConfig;
import cn.haihe.center.bus.BusPosition;
import cn.haihe.center.bus.LiveBus;
import cn.haihe.center.bus.LiveBuses;
import cn.haihe.center.source.TerminalRegister;
import cn.haihe.center.state.LatestKind;
import cn.haihe.center.state.LatestStore;
import cn.haihe.map.geo.BoundingBox;
import cn.haihe.map.geo.Distances;
import cn.haihe.map.geo.LonLat;
import cn.haihe.map.traffic.Grade;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The buses' latest positions in a grid of about half a kilometre, for questions around a point. It holds what Redis
 * holds: filled from there at the start, and then with each position that Redis has taken.
 */
@ApplicationScoped
class BusIndex implements LiveBuses {
    private static final double CELL_DEGREES = 0.005;

    private static final Logger LOG = Logger.getLogger(BusIndex.class);
    private final Map<String, BusPosition> byId = new ConcurrentHashMap<>();
    private final Map<Long, Map<String, BusPosition>> byCell = new ConcurrentHashMap<>();
    private volatile Set<String> hidden = Set.of();
    private final TerminalRegister register;
    private final BusConfig config;
    private final Clock clock;

    BusIndex(TerminalRegister register, BusConfig config, Clock clock) {
        this.register = register;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Begins to take in what Redis holds. Where Redis does not answer, the index fills with what terminals send.
     */
    void fillFrom(LatestStore store) {
        store.forEach(LatestKind.BUS, stored -> PositionCodec.fromRecord(stored).ifPresent(this::put))
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        LOG.infof("%d buses known from Redis", byId.size());
                    } else {
                        LOG.warnf("positions of buses not read from Redis: %s", failure.getMessage());
                    }
                });
    }

    /** Takes a position in unless a newer one of the bus is there. */
    void put(BusPosition bus) {
        byId.compute(bus.id(), (id, before) -> {
            if (before != null && before.deviceTime().isAfter(bus.deviceTime())) {
                return before;
            }
            long cell = cellOf(bus.position());
            byCell.computeIfAbsent(cell, none -> new ConcurrentHashMap<>()).put(id, bus);
            if (before != null && cellOf(before.position()) != cell) {
                byCell.get(cellOf(before.position())).remove(id);
            }
            return bus;
        });
    }

    @Override
    public List<NearBus> listNear(LonLat point, double radiusMetres) {
        List<NearBus> near = new ArrayList<>();
        double latReach = radiusMetres / Distances.metresPerDegreeLat(point.lat());
        double lonReach = radiusMetres / Distances.metresPerDegreeLon(Math.min(89, Math.abs(point.lat()) + latReach));
        forEachWithin(
                point.lon() - lonReach, point.lat() - latReach, point.lon() + lonReach, point.lat() + latReach, bus -> {
                    LonLat at = bus.position();
                    double metres = Distances.metres(point.lon(), point.lat(), at.lon(), at.lat());
                    if (metres <= radiusMetres && !hidden.contains(bus.id())) {
                        live(bus).ifPresent(live -> near.add(new NearBus(live, metres)));
                    }
                });
        near.sort(Comparator.comparingDouble(NearBus::distanceMetres));
        return near;
    }

    @Override
    public List<LiveBus> listWithin(BoundingBox box) {
        List<LiveBus> within = new ArrayList<>();
        forEachWithin(box.minLon(), box.minLat(), box.maxLon(), box.maxLat(), bus -> {
            if (box.contains(bus.position())) {
                live(bus).ifPresent(within::add);
            }
        });
        return within;
    }

    @Override
    public Optional<LiveBus> find(String id) {
        return Optional.ofNullable(byId.get(id)).flatMap(this::live);
    }

    @Override
    public void hide(Set<String> ids) {
        hidden = Set.copyOf(ids);
    }

    @Override
    public int count() {
        long oldest = clock.millis() - config.shownFor().toMillis();
        return (int) byId.values().stream()
                .filter(bus -> bus.deviceTime().toEpochMilli() >= oldest)
                .count();
    }

    private void forEachWithin(
            double minLon, double minLat, double maxLon, double maxLat, Consumer<BusPosition> reader) {
        double cells = ((maxLon - minLon) / CELL_DEGREES + 1) * ((maxLat - minLat) / CELL_DEGREES + 1);
        if (cells > byCell.size()) {
            byId.values().forEach(reader);
            return;
        }
        for (long x = column(minLon); x <= column(maxLon); x++) {
            for (long y = column(minLat); y <= column(maxLat); y++) {
                byCell.getOrDefault(cell(x, y), Map.of()).forEach((id, bus) -> {
                    // A bus on the move stands in two cells for a moment: only its newest place counts.
                    if (byId.get(id) == bus) {
                        reader.accept(bus);
                    }
                });
            }
        }
    }

    /** Empty where the bus is not shown: too long unheard of, or no longer registered. */
    private Optional<LiveBus> live(BusPosition bus) {
        Duration age = Duration.between(bus.deviceTime(), clock.instant());
        if (age.compareTo(config.shownFor()) > 0) {
            return Optional.empty();
        }
        Grade grade = age.compareTo(config.freshFor()) <= 0
                ? Grade.B
                : age.compareTo(config.ageingFor()) <= 0 ? Grade.C : Grade.D;
        return register.findByPhone(bus.id())
                .map(terminal -> new LiveBus(bus, terminal, Math.max(0, age.toSeconds()), grade));
    }

    private static long cellOf(LonLat point) {
        return cell(column(point.lon()), column(point.lat()));
    }

    private static long column(double degrees) {
        return (long) Math.floor(degrees / CELL_DEGREES);
    }

    private static long cell(long x, long y) {
        return x << 32 | y & 0xFFFF_FFFFL;
    }
}
