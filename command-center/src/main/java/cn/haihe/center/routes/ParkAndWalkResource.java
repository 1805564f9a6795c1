package cn.haihe.center.routes;

import cn.haihe.center.city.CityHolder;
import cn.haihe.center.parking.Forecast;
import cn.haihe.center.parking.Occupancy;
import cn.haihe.center.parking.ParkingBoard;
import cn.haihe.center.parking.ParkingOutlook;
import cn.haihe.center.place.Crs;
import cn.haihe.center.place.PlaceParameters;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.state.RedisConnection;
import cn.haihe.map.city.CarPark;
import cn.haihe.map.city.Near;
import cn.haihe.map.geo.LonLat;
import cn.haihe.map.traffic.Age;
import cn.haihe.routing.Departure;
import cn.haihe.routing.GuideLanguage;
import cn.haihe.routing.Route;
import cn.haihe.routing.RouteAnswer;
import cn.haihe.routing.RouteGuide;
import cn.haihe.routing.RouteRequest;
import cn.haihe.routing.vehicle.Vehicle;
import cn.haihe.routing.vehicle.VehicleKind;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** By car to a car park that will have space, and on by foot. */
@Path("/pocket/v1/park-and-walk")
@PermitAll
@Tag(name = "pocket")
@Produces(MediaType.APPLICATION_JSON)
public class ParkAndWalkResource {
    private static final double WALK_METRES_MAX = 3_000;
    private static final Duration PAST_TOLERANCE = Duration.ofMinutes(1);

    private final RouteGuideHolder guides;
    private final SearchSlots slots;
    private final ParkAndWalkConfig config;
    private final ParkingBoard board;
    private final ParkingOutlook outlook;
    private final CityHolder cities;
    private final RedisConnection redis;
    private final Clock clock;

    ParkAndWalkResource(
            RouteGuideHolder guides,
            SearchSlots slots,
            ParkAndWalkConfig config,
            ParkingBoard board,
            ParkingOutlook outlook,
            CityHolder cities,
            RedisConnection redis,
            Clock clock) {
        this.guides = guides;
        this.slots = slots;
        this.config = config;
        this.board = board;
        this.outlook = outlook;
        this.cities = cities;
        this.redis = redis;
        this.clock = clock;
    }

    /** @param leaveAt empty for now */
    private record Asked(LonLat from, LonLat to, Optional<Instant> leaveAt, GuideLanguage language, Crs crs) {}

    @GET
    @Blocking
    @Operation(summary = "Car parks near the destination that will have space at arrival, with the drive and the walk")
    public ParkAndWalkBody find(
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("depart") String depart,
            @QueryParam("walkMetres") @DefaultValue("1000") double walkMetres,
            @QueryParam("lang") @DefaultValue("zh") String lang,
            @QueryParam("crs") String crsName) {
        Crs crs = Crs.parse(crsName);
        Asked asked = new Asked(
                crs.toWgs84(PlaceParameters.point("from", from)),
                crs.toWgs84(PlaceParameters.point("to", to)),
                leaveAt(depart),
                RouteDesk.language(lang),
                crs);
        if (!(walkMetres > 0 && walkMetres <= WALK_METRES_MAX)) {
            throw PlaceParameters.malformed("walkMetres must be above 0 and at most " + (int) WALK_METRES_MAX + ".");
        }
        RouteGuide guide = guides.get();
        if (guide.findNearestRoad(asked.to()).isEmpty()) {
            throw new ProblemException(RouteDesk.problem(new RouteAnswer.PointOffMap(1)));
        }
        redis.requireAvailable();
        List<Near<CarPark>> near = cities.get().index().carParksNear(asked.to(), walkMetres);
        return slots.with(() -> search(asked, near, guide));
    }

    private Optional<Instant> leaveAt(String depart) {
        if (depart == null || depart.isBlank()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Instant leaveAt;
        try {
            leaveAt = OffsetDateTime.parse(depart).toInstant();
        } catch (DateTimeParseException e) {
            throw PlaceParameters.malformed("depart must be a time with an offset, as 2026-11-22T08:00:00+08:00.");
        }
        if (leaveAt.isBefore(now.minus(PAST_TOLERANCE))) {
            throw PlaceParameters.malformed("depart must not lie in the past.");
        }
        if (leaveAt.isAfter(now.plus(ParkingOutlook.AHEAD_MAX))) {
            throw new ProblemException(
                    422,
                    "too-far-ahead",
                    "Too far ahead",
                    "Free spaces are foretold for the next " + ParkingOutlook.AHEAD_MAX.toHours() + " hours only.");
        }
        return Optional.of(leaveAt);
    }

    private ParkAndWalkBody search(Asked asked, List<Near<CarPark>> near, RouteGuide guide) {
        List<CarPark> known = near.stream()
                .map(Near::thing)
                .filter(park -> board.find(park.id()).isPresent())
                .limit(config.candidatesMax())
                .toList();
        int unknown = (int) near.stream()
                .filter(park -> board.find(park.thing().id()).isEmpty())
                .count();
        int full = 0;
        int unreachable = 0;
        List<Ranked> options = new ArrayList<>();
        for (CarPark park : known) {
            Optional<Route> drive = drive(asked, park, guide);
            Optional<Route> walk = drive.isPresent() ? walk(asked, park, guide) : Optional.empty();
            if (walk.isEmpty()) {
                unreachable++;
                continue;
            }
            Instant arriveAt = asked.leaveAt()
                    .orElseGet(clock::instant)
                    .plusMillis(Math.round(1_000 * drive.get().durationSeconds()));
            Optional<Forecast> forecast = outlook.find(park.id(), arriveAt);
            if (forecast.isEmpty()) {
                unknown++;
            } else if (forecast.get().spaceProbability() < config.leastProbability()) {
                full++;
            } else {
                options.add(ranked(asked, park, drive.get(), walk.get(), forecast.get()));
            }
        }
        options.sort(Comparator.comparingDouble(Ranked::costSeconds));
        return new ParkAndWalkBody(
                near.size(),
                unknown,
                full,
                unreachable,
                options.stream().map(Ranked::option).toList());
    }

    /** Empty where this car park can't be reached; what is wrong with the start is a problem of all. */
    private Optional<Route> drive(Asked asked, CarPark park, RouteGuide guide) {
        RouteRequest request = RouteRequest.between(asked.from(), park.position(), asked.language());
        RouteAnswer answer = guide.route(
                asked.leaveAt().isPresent()
                        ? request.with(new Departure.LeaveAt(asked.leaveAt().get()))
                        : request);
        return found(answer, 0);
    }

    private Optional<Route> walk(Asked asked, CarPark park, RouteGuide guide) {
        RouteRequest request = RouteRequest.between(park.position(), asked.to(), asked.language());
        return found(guide.route(request.with(Vehicle.of(VehicleKind.FOOT))), 1);
    }

    /** @param own the point of the request that is the traveller's, not the car park */
    private static Optional<Route> found(RouteAnswer answer, int own) {
        if (answer instanceof RouteAnswer.Found found) {
            return Optional.of(found.routes().get(0));
        }
        boolean isOfThisCarPark = answer instanceof RouteAnswer.NoWay
                || answer instanceof RouteAnswer.PointOffMap offMap && offMap.pointIndex() != own
                || answer instanceof RouteAnswer.PointClosed closed && closed.pointIndex() != own;
        if (isOfThisCarPark) {
            return Optional.empty();
        }
        throw new ProblemException(RouteDesk.problem(answer));
    }

    private record Ranked(ParkAndWalkBody.Option option, double costSeconds) {}

    private Ranked ranked(Asked asked, CarPark park, Route drive, Route walk, Forecast forecast) {
        double total = drive.durationSeconds() + walk.durationSeconds();
        double missSeconds =
                (1 - forecast.spaceProbability()) * config.missCosts().toSeconds();
        return new Ranked(
                new ParkAndWalkBody.Option(
                        carPark(park, forecast, asked.crs()),
                        forecast.at(),
                        RouteDesk.tenths(total),
                        leg(drive, asked.crs(), true),
                        leg(walk, asked.crs(), false)),
                total + missSeconds);
    }

    private ParkAndWalkBody.CarPark carPark(CarPark park, Forecast forecast, Crs crs) {
        Occupancy observed = forecast.observed();
        LonLat position = crs.fromWgs84(park.position());
        return new ParkAndWalkBody.CarPark(
                park.id(),
                park.names(),
                new double[] {position.lon(), position.lat()},
                observed.freeSpaces(),
                observed.totalSpaces().isPresent() ? observed.totalSpaces().getAsInt() : null,
                observed.observedAt(),
                Age.seconds(observed.observedAt(), clock.instant()),
                RouteDesk.tenths(forecast.expectedFree()),
                Math.round(1_000 * forecast.spaceProbability()) / 1_000.0,
                forecast.basis(),
                forecast.grade());
    }

    private static ParkAndWalkBody.Leg leg(Route route, Crs crs, boolean isDrive) {
        return new ParkAndWalkBody.Leg(
                RouteDesk.tenths(route.distanceMetres()),
                RouteDesk.tenths(route.durationSeconds()),
                isDrive ? Math.round(1_000 * route.liveShare()) / 1_000.0 : null,
                isDrive ? route.grade().orElse(null) : null,
                RouteDesk.line(route, crs),
                route.steps().stream()
                        .map(step -> new RoutesBody.Instruction(
                                step.text(),
                                RouteDesk.tenths(step.distanceMetres()),
                                RouteDesk.tenths(step.durationSeconds()),
                                step.from(),
                                step.to()))
                        .toList());
    }
}
