package cn.haihe.center.parking;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How full car parks will be in the next hours. */
public interface ParkingOutlook {
    /** Counted from the last count; further ahead nothing is said. */
    Duration AHEAD_MAX = Duration.ofHours(3);

    /** Empty where nothing is known of it now, or the moment is too far ahead to say anything. Never waits. */
    Optional<Forecast> find(String carParkId, Instant at);
}
