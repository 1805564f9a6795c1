package cn.haihe.routing.internal;

import cn.haihe.routing.hierarchy.Metric;
import cn.haihe.routing.journey.JourneyCosts.Bans;
import cn.haihe.routing.search.TimedCosts;
import cn.haihe.routing.vehicle.VehicleKind;
import java.util.Locale;

/** How one request is searched, and by which costs. */
sealed interface Journey {
    VehicleKind kind();

    /** The name by which GraphHopper knows the kind of vehicle. */
    default String profile() {
        return profileOf(kind());
    }

    static String profileOf(VehicleKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** By car under the picture of now: out of the hierarchy. */
    record LiveCar() implements Journey {
        @Override
        public VehicleKind kind() {
            return VehicleKind.CAR;
        }
    }

    /**
     * By costs of its own, directed by a metric that never costs more.
     *
     * @param anyHour the same but for bans of some hours: a point is on its road even while nobody may drive there
     * @param epochMillis of the departure, or of the arrival
     */
    record Timed(
            VehicleKind kind,
            TimedCosts costs,
            TimedCosts anyHour,
            Metric lowerBound,
            long epochMillis,
            boolean isArrival)
            implements Journey {}

    /** On foot or by bike: no traffic counts, GraphHopper's own search does. */
    record Unhurried(VehicleKind kind, Bans bans) implements Journey {}
}
