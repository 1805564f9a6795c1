package cn.haihe.routing.graph;

import cn.haihe.routing.vehicle.VehicleKind;

/** The profile that live traffic is for. */
public final class CarProfile {
    public static final String NAME = VehicleProfiles.nameOf(VehicleKind.CAR);

    private CarProfile() {}
}
