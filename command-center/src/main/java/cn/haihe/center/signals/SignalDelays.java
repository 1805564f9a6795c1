package cn.haihe.center.signals;

import java.util.Optional;
import java.util.function.Consumer;

/** The waits at signals by the plans that run now, taken anew every few seconds. */
public interface SignalDelays {
    /** Empty until the city is there. Never waits. */
    Optional<DelayPicture> find();

    /** From now on every picture is handed to the listener, on the thread that takes it: it must not wait. */
    void addListener(Consumer<DelayPicture> listener);
}
