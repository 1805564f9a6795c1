package cn.haihe.signal.priority;

import cn.haihe.signal.fieldbus.ControlMode;
import java.util.Optional;

/**
 * What must be remembered of a junction that is commanded, so that whoever comes after a restart can give it back.
 *
 * @param mode before it was commanded; empty where nobody knew
 * @param plan that it ran before
 * @param act that was ordered last
 * @param isOfDesign whether its stage and plan are still those of the junction's design; if not, the junction is only let go
 */
public record Engagement(
        Optional<ControlMode> mode, Optional<Integer> plan, Act act, Authority authority, boolean isOfDesign) {
    public Engagement(Optional<ControlMode> mode, Optional<Integer> plan, Act act, Authority authority) {
        this(mode, plan, act, authority, true);
    }

    /** Whether the centre ran a plan there, which it is to run again. */
    Optional<Integer> planOfCentre() {
        return mode.filter(known -> isOfDesign && known == ControlMode.CENTER).flatMap(known -> plan);
    }

    /** As whoever comes after a new map finds it, by which stages have other numbers. */
    public Engagement ofAnotherDesign() {
        return new Engagement(mode, plan, act, authority, false);
    }

    Engagement with(Act newAct, Authority newAuthority) {
        return new Engagement(mode, plan, newAct, newAuthority, isOfDesign);
    }
}
