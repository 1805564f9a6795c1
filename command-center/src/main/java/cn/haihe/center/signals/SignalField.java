package cn.haihe.center.signals;

import cn.haihe.center.problem.ProblemException;
import cn.haihe.map.city.Junction;
import cn.haihe.signal.fieldbus.FieldBus;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.plan.TimingPlan;
import java.util.Optional;

/** The city's signals for rooms that command or judge them: how each junction is made, what it runs, and the way to it. */
public interface SignalField {
    /** False until the map is loaded. */
    boolean hasCity();

    /** @throws ProblemException 404 {@code unknown-junction}, 503 while there is no city */
    Junction getJunction(String id);

    /** @throws ProblemException also 409 {@code unsignallable-junction} where the map gives no sensible signals */
    SignalJunction getDesign(String id);

    /** Empty where there is no such junction, no city yet, or no sensible signals. */
    Optional<SignalJunction> findDesign(String id);

    /**
     * What numbers of stages and phases mean at the junction by the map of today, see {@code DesignFingerprint}; empty where
     * {@link #findDesign} is.
     */
    Optional<Fingerprint> findFingerprint(String id);

    default DesignStanding standing(String id, Fingerprint said) {
        Optional<Fingerprint> today = findFingerprint(id);
        if (today.isEmpty()) {
            return DesignStanding.NO_DESIGN;
        }
        if (said.equals(Fingerprint.UNKNOWN)) {
            return DesignStanding.UNKNOWN;
        }
        return said.equals(today.get()) ? DesignStanding.OF_TODAY : DesignStanding.CHANGED;
    }

    /** Whether numbers that were said of that design mean the same today; false while nobody knows. */
    default boolean isOfToday(String id, Fingerprint said) {
        return standing(id, said) == DesignStanding.OF_TODAY;
    }

    /** The times of the plan that a junction runs by itself; empty where it runs none, or they are not known (yet). */
    Optional<TimingPlan> findRunningPlan(String junctionId);

    /** What wants to pass now: as counted where it is, else as is usual there. */
    MovementFlows flows(Junction junction);

    FieldBus bus();
}
