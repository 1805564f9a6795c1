package cn.haihe.center.routes;

import cn.haihe.routing.vehicle.VehicleKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The vehicles that anybody may ask a way for, by their names at the doors. The way of an emergency vehicle leads where
 * the law lets nobody else, and through streets that operators have closed: it is for those who send such vehicles.
 */
public final class TravellersVehicles {
    private TravellersVehicles() {}

    public static boolean has(VehicleKind kind) {
        return kind != VehicleKind.EMERGENCY;
    }

    /** The kind of this name, where it is one of a traveller. */
    public static Optional<VehicleKind> find(String name) {
        return Arrays.stream(VehicleKind.values())
                .filter(TravellersVehicles::has)
                .filter(kind -> name(kind).equals(name))
                .findAny();
    }

    public static List<String> names() {
        return Arrays.stream(VehicleKind.values())
                .filter(TravellersVehicles::has)
                .map(TravellersVehicles::name)
                .toList();
    }

    private static String name(VehicleKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
