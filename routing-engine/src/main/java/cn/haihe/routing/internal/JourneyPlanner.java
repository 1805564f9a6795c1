package cn.haihe.routing.internal;

import cn.haihe.routing.Avoid;
import cn.haihe.routing.graph.RoadArcs;
import cn.haihe.routing.graph.RoadGraph;
import cn.haihe.routing.hierarchy.Costs;
import cn.haihe.routing.hierarchy.Customiser;
import cn.haihe.routing.hierarchy.Hierarchy;
import cn.haihe.routing.hierarchy.Metric;
import cn.haihe.routing.journey.JourneyCosts;
import cn.haihe.routing.journey.JourneyCosts.Bans;
import cn.haihe.routing.journey.KindCosts;
import cn.haihe.routing.journey.Kinds;
import cn.haihe.routing.journey.RoadTimes;
import cn.haihe.routing.live.PlannedClosures;
import cn.haihe.routing.profile.SpeedOutlook;
import cn.haihe.routing.vehicle.TruckSize;
import cn.haihe.routing.vehicle.Vehicle;
import cn.haihe.routing.vehicle.VehicleKind;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** Decides how a request is searched. */
final class JourneyPlanner {
    private final RoadGraph graph;
    private final RoadArcs arcs;
    private final Kinds kinds;
    private final KeptOut keptOut;
    /** Of no vehicle and at no time anything takes less: the bound where the picture of now is none. */
    private final Metric leastMetric;

    private volatile Bans plannedClosures = Bans.NONE;

    JourneyPlanner(RoadGraph graph, RoadArcs arcs, Hierarchy hierarchy, Kinds kinds, KeptOut keptOut) {
        this.graph = graph;
        this.arcs = arcs;
        this.kinds = kinds;
        this.keptOut = keptOut;
        leastMetric = new Metric(hierarchy);
        Customiser customiser = new Customiser(hierarchy);
        customiser.customise(leastMetric, kinds.leastCosts());
        customiser.prune(leastMetric);
    }

    /** From now on; requests under way keep what they have. */
    void use(PlannedClosures closures) {
        plannedClosures = keptOut.of(closures);
    }

    /**
     * For who sets out now.
     *
     * @param avoided what {@link #findKeptOut} found for the request
     * @param further where the vehicle may not be at some hours, {@link Bans#NONE} where there is nothing
     */
    Journey plan(Vehicle vehicle, Bans avoided, Bans further, LiveMetrics.Picture picture, Instant now) {
        if (!vehicle.kind().isMotor()) {
            return new Journey.Unhurried(vehicle.kind(), avoided);
        }
        if (vehicle.kind() == VehicleKind.CAR && avoided == Bans.NONE && further == Bans.NONE) {
            return new Journey.LiveCar();
        }
        // whoever drives as a car does now, but may not go everywhere, never takes less than a car now
        Metric bound = vehicle.kind() == VehicleKind.CAR ? picture.metric() : leastMetric;
        return timed(
                vehicle,
                avoided,
                further,
                Bans.NONE,
                RoadTimes.frozen(picture.speeds()),
                picture,
                bound,
                now.toEpochMilli(),
                false);
    }

    /**
     * For who sets out, or arrives, at another time.
     *
     * @param avoided and {@code further}: as for {@link #plan}
     * @param isArrival whether that is the time of the arrival
     */
    Journey planAhead(
            Vehicle vehicle,
            Bans avoided,
            Bans further,
            SpeedOutlook outlook,
            LiveMetrics.Picture picture,
            long epochMillis,
            boolean isArrival) {
        return vehicle.kind().isMotor()
                ? timed(
                        vehicle,
                        avoided,
                        further,
                        plannedClosures,
                        RoadTimes.expected(outlook),
                        picture,
                        leastMetric,
                        epochMillis,
                        isArrival)
                : new Journey.Unhurried(vehicle.kind(), avoided);
    }

    private Journey timed(
            Vehicle vehicle,
            Bans avoided,
            Bans further,
            Bans ordered,
            RoadTimes times,
            LiveMetrics.Picture picture,
            Metric bound,
            long epochMillis,
            boolean isArrival) {
        KindCosts kind = kinds.of(vehicle.kind());
        Bans orders = vehicle.kind() == VehicleKind.EMERGENCY ? Bans.NONE : ordered;
        Bans bans = orders.and(avoided).and(sizeBans(vehicle));
        IntUnaryOperator waits = vehicle.kind() == VehicleKind.EMERGENCY ? turn -> 0 : waits(picture.metric());
        JourneyCosts anyHour = new JourneyCosts(arcs, kind, times, waits, bans);
        JourneyCosts costs =
                further == Bans.NONE ? anyHour : new JourneyCosts(arcs, kind, times, waits, bans.and(further));
        return new Journey.Timed(vehicle.kind(), costs, anyHour, bound, epochMillis, isArrival);
    }

    /** What is ordered closed ahead, for whoever is held by that. */
    Bans plannedClosures() {
        return plannedClosures;
    }

    /** Once for each request; empty where it took longer. */
    Optional<Bans> findKeptOut(Avoid avoid, long millisMax) {
        return keptOut.find(avoid, millisMax);
    }

    /** What a picture knows of waiting at signals: they are in the turns of a car. */
    private IntUnaryOperator waits(Metric live) {
        KindCosts car = kinds.of(VehicleKind.CAR);
        return turn -> car.turnMillis(turn) == Costs.CLOSED ? 0 : live.turnMillis(turn) - car.turnMillis(turn);
    }

    private Bans sizeBans(Vehicle vehicle) {
        if (vehicle.kind() != VehicleKind.TRUCK) {
            return Bans.NONE;
        }
        TruckSize size = vehicle.truckSize().orElse(TruckSize.LARGEST_PLAIN);
        return (edgeKey, enterMillis) -> !graph.roadsFor(VehicleKind.TRUCK).admits(edgeKey, size);
    }
}
