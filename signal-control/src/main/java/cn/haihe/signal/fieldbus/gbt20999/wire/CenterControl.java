package cn.haihe.signal.fieldbus.gbt20999.wire;

import java.util.List;

/** Rows of 17.1, what the centre commands of a road. */
public final class CenterControl {
    private CenterControl() {}

    public static List<DataValue> runPlan(int road, int plan, RunMode mode) {
        return new ValueList()
                .number(Item.CONTROL_PLAN, road, plan)
                .number(Item.CONTROL_MODE, road, mode.code())
                .list();
    }

    public static List<DataValue> mode(int road, RunMode mode) {
        return new ValueList().number(Item.CONTROL_MODE, road, mode.code()).list();
    }

    /** Stage, plan and mode at once. */
    public static List<DataValue> all(int road, int stage, int plan, RunMode mode) {
        return new ValueList()
                .number(Item.CONTROL_STAGE, road, stage)
                .number(Item.CONTROL_PLAN, road, plan)
                .number(Item.CONTROL_MODE, road, mode.code())
                .list();
    }
}
