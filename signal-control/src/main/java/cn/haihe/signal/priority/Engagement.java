package cn.haihe.signal.priority;

import cn.haihe.signal.fieldbus.ControlMode;
import java.util.Optional;

/**
 * What must be remembered of a junction that is commanded, so that whoever comes after a restart can give it back.
 *
 * @param mode before it was commanded; empty where nobody knew
 * @param plan that it ran before
 * @param act that was ordered last
 */
public record Engagement(Optional<ControlMode> mode, Optional<Integer> plan, Act act, Authority authority) {
    /** Whether the centre ran a plan there, which it is to run again. */
    Optional<Integer> planOfCentre() {
        return mode.filter(known -> known == ControlMode.CENTER).flatMap(known -> plan);
    }

    Engagement with(Act newAct, Authority newAuthority) {
        return new Engagement(mode, plan, newAct, newAuthority);
    }
}
