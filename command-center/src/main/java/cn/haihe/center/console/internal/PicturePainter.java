package cn.haihe.center.console.internal;

import cn.haihe.center.bus.LiveBus;
import cn.haihe.center.bus.LiveBuses;
import cn.haihe.center.parking.Occupancy;
import cn.haihe.center.parking.ParkingBoard;
import cn.haihe.center.signals.SignalBoard;
import cn.haihe.center.signals.SignalState;
import cn.haihe.center.source.FeedMeters;
import cn.haihe.center.source.FeedStatus;
import cn.haihe.center.traffic.IndexView;
import cn.haihe.center.traffic.SegmentTraffic;
import cn.haihe.center.traffic.TrafficBoard;
import cn.haihe.center.traffic.TrafficPicture;
import cn.haihe.map.city.BusRoute;
import cn.haihe.map.city.City;
import cn.haihe.map.city.Junction;
import cn.haihe.map.geo.LonLat;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes a picture of the whole city once a second, while anyone looks, and shows it to every console. */
@ApplicationScoped
class PicturePainter {
    /** Terminals may stand a little outside the outermost street. */
    private static final double MARGIN_DEGREES = 0.02;

    private final Consoles consoles;
    private final TrafficBoard traffic;
    private final ParkingBoard parking;
    private final LiveBuses buses;
    private final SignalBoard signals;
    private final FeedMeters feeds;
    private final Clock clock;
    private Optional<SegmentPicture> segments = Optional.empty();
    private long tick;

    PicturePainter(
            Consoles consoles,
            TrafficBoard traffic,
            ParkingBoard parking,
            LiveBuses buses,
            SignalBoard signals,
            FeedMeters feeds,
            Clock clock) {
        this.consoles = consoles;
        this.traffic = traffic;
        this.parking = parking;
        this.buses = buses;
        this.signals = signals;
        this.feeds = feeds;
        this.clock = clock;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void paint() {
        if (consoles.anyoneLooks()) {
            traffic.find().ifPresent(picture -> consoles.show(paint(picture)));
        }
    }

    private LivePicture paint(TrafficPicture picture) {
        City city = picture.city();
        tick++;
        SegmentPicture next = segments.orElseGet(() -> SegmentPicture.blank(city))
                .next(tick, i -> picture.find(i).map(PicturePainter::look).orElse(null));
        segments = Optional.of(next);
        return new LivePicture(
                picture.asOf(),
                tick,
                next,
                IndexView.of(picture, clock.instant()),
                buses(city),
                carParks(city),
                signals(city),
                feeds.listStatus().stream().map(PicturePainter::feed).toList());
    }

    private static SegmentPicture.Look look(SegmentTraffic traffic) {
        return new SegmentPicture.Look(traffic.level(), traffic.speedKmh());
    }

    private List<LivePicture.Bus> buses(City city) {
        return buses.listWithin(city.bounds().grownBy(MARGIN_DEGREES)).stream()
                .map(bus -> bus(city, bus))
                .toList();
    }

    private static LivePicture.Bus bus(City city, LiveBus bus) {
        String routeRef = bus.terminal()
                .routeId()
                .flatMap(city::findBusRoute)
                .map(BusRoute::ref)
                .orElse(null);
        return new LivePicture.Bus(
                bus.position().id(),
                bus.position().position(),
                bus.position().bearingDegrees(),
                routeRef,
                bus.ageSeconds());
    }

    private List<LivePicture.Signal> signals(City city) {
        Map<String, SignalState> known = signals.picture();
        return city.junctions().stream()
                .filter(junction -> known.containsKey(junction.id()))
                .map(junction -> signal(junction, known.get(junction.id())))
                .toList();
    }

    private static LivePicture.Signal signal(Junction junction, SignalState state) {
        return new LivePicture.Signal(
                junction.id(),
                junction.position(),
                state.live().flatMap(SignalState.Live::stage).orElse(null),
                state.live().map(live -> live.mode().name()).orElse(null),
                state.communication().name());
    }

    private List<LivePicture.CarPark> carParks(City city) {
        return parking.findAll().entrySet().stream()
                .flatMap(entry -> city.findCarPark(entry.getKey()).stream()
                        .map(park -> carPark(park.id(), park.position(), entry.getValue())))
                .toList();
    }

    private static LivePicture.CarPark carPark(String id, LonLat position, Occupancy occupancy) {
        Integer total = occupancy.totalSpaces().isPresent()
                ? Integer.valueOf(occupancy.totalSpaces().getAsInt())
                : null;
        return new LivePicture.CarPark(id, position, occupancy.freeSpaces(), total);
    }

    /** What a console shows of a feed. */
    record Feed(String id, double ratePerSecond, long accepted, long rejected) {}

    private static Feed feed(FeedStatus status) {
        return new Feed(
                status.id(), Math.round(status.recordsPerSecond() * 10) / 10.0, status.accepted(), status.rejected());
    }
}
