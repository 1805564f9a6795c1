package cn.haihe.center.traffic;

import java.util.Optional;
import java.util.function.Consumer;

/** The state of traffic in the whole city, taken anew every second. */
public interface TrafficBoard {
    /** The latest picture; empty until the city and what Redis holds of it are there. Never waits. */
    Optional<TrafficPicture> find();

    /** From now on every new picture is handed to the listener, on the board's thread: it must not wait. */
    void addListener(Consumer<TrafficPicture> listener);
}
