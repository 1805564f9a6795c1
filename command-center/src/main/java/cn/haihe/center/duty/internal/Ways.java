package cn.haihe.center.duty.internal;

import cn.haihe.center.bus.BusPosition;
import cn.haihe.center.city.CityHolder;
import cn.haihe.center.duty.Duty;
import cn.haihe.center.duty.DutyConfig;
import cn.haihe.center.duty.SignalWays;
import cn.haihe.center.place.LineTrack;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.routes.RouteDesk;
import cn.haihe.center.signals.Fingerprint;
import cn.haihe.map.city.City;
import cn.haihe.map.geo.LocalPlane;
import cn.haihe.map.geo.LonLat;
import cn.haihe.routing.GuideLanguage;
import cn.haihe.routing.Route;
import cn.haihe.routing.RouteRequest;
import cn.haihe.routing.vehicle.Vehicle;
import cn.haihe.routing.vehicle.VehicleKind;
import cn.haihe.signal.priority.Crossing;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Finds the way of a vehicle on duty and the junctions on it. Takes milliseconds: not for an event loop. */
@ApplicationScoped
public class Ways implements SignalWays {
    /** A moving vehicle's way begins a little ahead of it, so that it does not begin by turning round. */
    private static final double AHEAD_METRES = 30;

    private static final double MOVING_KMH = 5;

    private final RouteDesk routes;
    private final CityHolder cities;
    private final DutyConfig config;
    private volatile WayCrossings crossings;

    Ways(RouteDesk routes, CityHolder cities, DutyConfig config) {
        this.routes = routes;
        this.cities = cities;
        this.config = config;
    }

    @Override
    public Way through(List<LonLat> points) {
        Route route =
                routes.getRoute(RouteRequest.of(points, GuideLanguage.ZH).with(Vehicle.of(VehicleKind.EMERGENCY)));
        LineTrack track = new LineTrack(route.geometry());
        List<Crossing> found = crossings().along(track, route.segments());
        if (found.size() > config.crossingsMax()) {
            throw new ProblemException(
                    422,
                    "too-many-junctions",
                    "Too many junctions",
                    "The way passes " + found.size() + " junctions; at most " + config.crossingsMax()
                            + " can be led through at once.");
        }
        return new Way(route.geometry(), track.lengthMetres(), route.durationSeconds(), found);
    }

    Way emergency(BusPosition from, LonLat to) {
        LonLat start = from.position();
        if (from.speedKmh() >= MOVING_KMH) {
            double heading = Math.toRadians(from.bearingDegrees());
            start = new LocalPlane(start).toLonLat(AHEAD_METRES * Math.sin(heading), AHEAD_METRES * Math.cos(heading));
        }
        return through(List.of(start, to));
    }

    Duty with(Duty duty, Way way, Map<String, Fingerprint> designs) {
        return new Duty(
                duty.number(),
                duty.kind(),
                duty.name(),
                duty.vehicle(),
                duty.reason(),
                duty.cruiseKmh(),
                duty.state(),
                way.line(),
                way.crossings(),
                duty.createdBy(),
                duty.createdAt(),
                duty.startedBy(),
                duty.approvedBy(),
                duty.startedAt(),
                duty.expiresAt(),
                duty.endedAt(),
                duty.endedWhy(),
                designs,
                List.of());
    }

    private WayCrossings crossings() {
        City city = cities.get().city();
        WayCrossings known = crossings;
        if (known == null || known.city() != city) {
            known = new WayCrossings(city);
            crossings = known;
        }
        return known;
    }
}
