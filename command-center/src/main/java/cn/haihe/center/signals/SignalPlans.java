package cn.haihe.center.signals;

import java.util.Optional;

/** What the centre wants each junction to run. */
public interface SignalPlans {
    /** Empty where no plan was put into force, and the junction runs what it holds itself. Never waits. */
    Optional<DesiredPlan> findDesired(String junctionId);
}
