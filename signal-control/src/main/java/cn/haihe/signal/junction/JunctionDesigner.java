package cn.haihe.signal.junction;

import cn.haihe.map.city.Junction;
import java.util.List;

/**
 * Designs the signals of a junction from the map alone. The same junction always gets the same design, so that the
 * centre and a controller that both start from the map agree.
 */
public final class JunctionDesigner {
    private JunctionDesigner() {}

    /** @throws UnsignallableJunction where no phases or stages can be made */
    public static SignalJunction design(Junction junction) {
        return design(junction, DesignRules.DEFAULT);
    }

    /** @throws UnsignallableJunction where no phases or stages can be made */
    public static SignalJunction design(Junction junction, DesignRules rules) {
        JunctionGeometry geometry = new JunctionGeometry(junction);
        List<Phase> phases = new PhaseDesigner(junction, rules).design();
        ConflictDesigner designer = new ConflictDesigner(junction, geometry, phases, rules);
        ConflictMatrix conflicts = designer.conflicts();
        List<Stage> stages = new StageDesigner(junction.id(), phases, conflicts, geometry).design();
        return new SignalJunction(junction.id(), phases, stages, conflicts, designer.intergreens());
    }
}
