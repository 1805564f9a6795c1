package cn.haihe.signal.fieldbus.gbt20999.wire;

import java.util.List;
import java.util.Optional;

/** A row of 6.3, how a stage stands: raw state (see {@link StageState}) and raw times (see {@link WireUnits}). */
public record StageStatus(int stage, int state, int rawElapsed, int rawRemaining) {
    public static List<DataValue> query(int stage) {
        return new ValueList()
                .ask(Item.STAGE_STATUS_STATE, stage)
                .ask(Item.STAGE_STATUS_ELAPSED, stage)
                .ask(Item.STAGE_STATUS_REMAINING, stage)
                .list();
    }

    public List<DataValue> toValues() {
        return new ValueList()
                .number(Item.STAGE_STATUS_NUMBER, stage, stage)
                .number(Item.STAGE_STATUS_STATE, stage, state)
                .number(Item.STAGE_STATUS_ELAPSED, stage, rawElapsed)
                .number(Item.STAGE_STATUS_REMAINING, stage, rawRemaining)
                .list();
    }

    public static Optional<StageStatus> find(int stage, ValueMap values) {
        Optional<Integer> state = values.findInt(Item.STAGE_STATUS_STATE, stage);
        Optional<Integer> elapsed = values.findInt(Item.STAGE_STATUS_ELAPSED, stage);
        Optional<Integer> remaining = values.findInt(Item.STAGE_STATUS_REMAINING, stage);
        return state.isPresent() && elapsed.isPresent() && remaining.isPresent()
                ? Optional.of(new StageStatus(stage, state.get(), elapsed.get(), remaining.get()))
                : Optional.empty();
    }
}
