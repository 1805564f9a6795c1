package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.LampState;

/** Sees the lamps of a junction as those in the street do, once in each second of the controller's. */
@FunctionalInterface
public interface LampWatcher {
    LampWatcher NONE = (second, lamps) -> {};

    /** @param lamps the state of lamp group n at place n, the first place unused; only valid during the call */
    void shown(long second, LampState[] lamps);
}
