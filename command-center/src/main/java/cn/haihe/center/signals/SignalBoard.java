package cn.haihe.center.signals;

import java.util.Map;
import java.util.Optional;

/** What is known of all signals, as an immutable picture that is drawn anew twice a second. */
public interface SignalBoard {
    /** By junction id; only junctions that have a controller, or had one that was heard of. */
    Map<String, SignalState> picture();

    default Optional<SignalState> find(String junctionId) {
        return Optional.ofNullable(picture().get(junctionId));
    }
}
