package cn.haihe.center.console.internal;

import cn.haihe.center.parking.Occupancy;
import cn.haihe.center.parking.ParkingBoard;
import cn.haihe.center.source.FeedMeters;
import cn.haihe.center.source.FeedStatus;
import cn.haihe.center.traffic.IndexView;
import cn.haihe.center.traffic.SegmentTraffic;
import cn.haihe.center.traffic.TrafficBoard;
import cn.haihe.center.traffic.TrafficPicture;
import cn.haihe.map.city.City;
import cn.haihe.map.geo.LonLat;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Takes a picture of the whole city once a second, while anyone looks, and shows it to every console. */
@ApplicationScoped
class PicturePainter {
    private final Consoles consoles;
    private final TrafficBoard traffic;
    private final ParkingBoard parking;
    private final FeedMeters feeds;
    private final Clock clock;
    private Optional<SegmentPicture> segments = Optional.empty();
    private long tick;

    PicturePainter(Consoles consoles, TrafficBoard traffic, ParkingBoard parking, FeedMeters feeds, Clock clock) {
        this.consoles = consoles;
        this.traffic = traffic;
        this.parking = parking;
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
                List.of(),
                carParks(city),
                List.of(),
                feeds.listStatus().stream().map(PicturePainter::feed).toList());
    }

    private static SegmentPicture.Look look(SegmentTraffic traffic) {
        return new SegmentPicture.Look(traffic.level(), traffic.speedKmh());
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
