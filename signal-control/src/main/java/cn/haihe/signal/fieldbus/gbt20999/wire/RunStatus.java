package cn.haihe.signal.fieldbus.gbt20999.wire;

import java.util.List;
import java.util.Optional;

/** A row of 13.2, how a road runs: raw mode (see {@link RunMode}), plan and current stage. */
public record RunStatus(int road, int mode, int plan, int stage) {
    public static List<DataValue> query(int road) {
        return new ValueList()
                .ask(Item.RUN_MODE, road)
                .ask(Item.RUN_PLAN, road)
                .ask(Item.RUN_STAGE, road)
                .list();
    }

    public List<DataValue> toValues() {
        return new ValueList()
                .number(Item.RUN_MODE, road, mode)
                .number(Item.RUN_PLAN, road, plan)
                .number(Item.RUN_STAGE, road, stage)
                .list();
    }

    public static Optional<RunStatus> find(int road, ValueMap values) {
        Optional<Integer> mode = values.findInt(Item.RUN_MODE, road);
        Optional<Integer> plan = values.findInt(Item.RUN_PLAN, road);
        Optional<Integer> stage = values.findInt(Item.RUN_STAGE, road);
        return mode.isPresent() && plan.isPresent() && stage.isPresent()
                ? Optional.of(new RunStatus(road, mode.get(), plan.get(), stage.get()))
                : Optional.empty();
    }
}
