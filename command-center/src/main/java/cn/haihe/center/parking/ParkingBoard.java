package cn.haihe.center.parking;

import java.util.Map;
import java.util.Optional;

/** How full the city's car parks are now. */
public interface ParkingBoard {
    /** Empty where nothing is known of it, or what is known is too old. Never waits. */
    Optional<Occupancy> find(String carParkId);

    /** By the id of the car park; only those of which something is known. */
    Map<String, Occupancy> findAll();
}
