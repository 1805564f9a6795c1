package cn.haihe.center.signals;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** The plans that were sent to the street; kept in PostgreSQL, never deleted. */
public interface SignalPlans {
    /** The newest plan of a junction that was not refused. */
    Optional<DesiredPlan> findDesired(String junctionId);

    /** Remembers a push before it begins. The given id is ignored, the answer has the real one. */
    Uni<DesiredPlan> begin(DesiredPlan plan);

    Uni<DesiredPlan> end(DesiredPlan plan, DesiredPlan.Outcome outcome);
}
