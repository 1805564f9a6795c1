package cn.haihe.signal.fieldbus.gbt20999.wire.data;

import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.StageState;
import java.util.List;
import java.util.Optional;

/**
 * Class 6, stages.
 *
 * @param count often the capacity of the controller
 */
public record Stages(Optional<Integer> count, List<Stage> stages, List<DataValue> raw) implements DataClass {
    static final int NUMBER = 6;

    /**
     * 6.2 to 6.4: what a stage is, how it stands, what was asked of it.
     *
     * @param phaseBits phase n is bit n - 1
     * @param lateStarts 64 places, seconds by phase
     * @param earlyEnds the same
     * @param rawElapsed unit not established, likely seconds; so the next
     */
    public record Stage(
            int row,
            Optional<Integer> number,
            Optional<Long> phaseBits,
            Optional<List<Integer>> lateStarts,
            Optional<List<Integer>> earlyEnds,
            Optional<Integer> statusNumber,
            Optional<Integer> rawState,
            Optional<Integer> rawElapsed,
            Optional<Integer> rawRemaining,
            Optional<Integer> controlNumber,
            Optional<Integer> rawSoftDemand,
            Optional<Integer> rawMask,
            Optional<Integer> rawProhibit) {
        private static Stage read(ClassReader reader, int row, ChainOrder order) {
            return new Stage(
                    row,
                    reader.number(Item.STAGE_NUMBER, row),
                    reader.take(Item.STAGE_PHASES, row, Coding.LONG),
                    reader.take(Item.STAGE_LATE_STARTS, row, Coding.chain(1, order)),
                    reader.take(Item.STAGE_EARLY_ENDS, row, Coding.chain(1, order)),
                    reader.number(Item.STAGE_STATUS_NUMBER, row),
                    reader.number(Item.STAGE_STATUS_STATE, row),
                    reader.number(Item.STAGE_STATUS_ELAPSED, row),
                    reader.number(Item.STAGE_STATUS_REMAINING, row),
                    reader.number(Item.STAGE_CONTROL_NUMBER, row),
                    reader.number(Item.STAGE_SOFT_DEMAND, row),
                    reader.number(Item.STAGE_MASK, row),
                    reader.number(Item.STAGE_PROHIBIT, row));
        }

        private void write(ClassWriter writer, ChainOrder order) {
            writer.number(Item.STAGE_NUMBER, row, number)
                    .put(Item.STAGE_PHASES, row, phaseBits, Coding.LONG)
                    .put(Item.STAGE_LATE_STARTS, row, lateStarts, Coding.chain(1, order))
                    .put(Item.STAGE_EARLY_ENDS, row, earlyEnds, Coding.chain(1, order))
                    .number(Item.STAGE_STATUS_NUMBER, row, statusNumber)
                    .number(Item.STAGE_STATUS_STATE, row, rawState)
                    .number(Item.STAGE_STATUS_ELAPSED, row, rawElapsed)
                    .number(Item.STAGE_STATUS_REMAINING, row, rawRemaining)
                    .number(Item.STAGE_CONTROL_NUMBER, row, controlNumber)
                    .number(Item.STAGE_SOFT_DEMAND, row, rawSoftDemand)
                    .number(Item.STAGE_MASK, row, rawMask)
                    .number(Item.STAGE_PROHIBIT, row, rawProhibit);
        }

        public Optional<StageState> findState() {
            return rawState.flatMap(StageState::find);
        }
    }

    public Stages {
        stages = List.copyOf(stages);
        raw = List.copyOf(raw);
    }

    static Stages read(ClassReader reader, ChainOrder order) {
        return new Stages(
                reader.scalar(Item.STAGE_COUNT),
                reader.rows(row -> Stage.read(reader, row, order), 2, 3, 4),
                reader.rest());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void write(ClassWriter writer, ChainOrder order) {
        writer.scalar(Item.STAGE_COUNT, count);
        stages.forEach(row -> row.write(writer, order));
    }
}
