package cn.haihe.center.signals;

import cn.haihe.map.traffic.Grade;
import cn.haihe.signal.fieldbus.Communication;
import cn.haihe.signal.fieldbus.ControlMode;
import java.time.Instant;
import java.util.Optional;

/**
 * A junction's signals as they are known at one moment.
 *
 * @param live what its controller last said; empty where that is too long ago or never was
 */
public record SignalState(String junctionId, Communication communication, Optional<Live> live) {
    /**
     * @param plan empty where none runs
     * @param stage empty in all red and while flashing
     */
    public record Live(ControlMode mode, Optional<Integer> plan, Optional<Integer> stage, Instant asOf, Grade grade) {}
}
