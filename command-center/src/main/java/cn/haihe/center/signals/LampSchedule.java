package cn.haihe.center.signals;

import cn.haihe.signal.fieldbus.ControlMode;
import java.util.Optional;

/** A room that knows when controllers flash, stand red or go dark by the clock. A bean of this type is asked. */
@FunctionalInterface
public interface LampSchedule {
    /** @return what the junction shows at this hour instead of a plan; empty where it runs one. Never waits. */
    Optional<ControlMode> findLampsNow(String junctionId);
}
