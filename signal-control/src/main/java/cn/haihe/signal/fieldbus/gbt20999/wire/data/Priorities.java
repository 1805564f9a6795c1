package cn.haihe.signal.fieldbus.gbt20999.wire.data;

import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import java.util.List;
import java.util.Optional;

/** Class 8, buses and emergency vehicles that ask for a stage. The codes of the states are not established. */
public record Priorities(
        Optional<Integer> priorityCount,
        Optional<Integer> emergencyCount,
        List<Priority> priorities,
        List<Emergency> emergencies,
        List<DataValue> raw)
        implements DataClass {
    static final int NUMBER = 8;

    /** 8.2 and 8.3: an input for buses. */
    public record Priority(
            int row,
            Optional<Integer> number,
            Optional<Integer> stage,
            Optional<Integer> level,
            Optional<Integer> rawMask,
            Optional<Integer> statusNumber,
            Optional<Integer> rawRequestState,
            Optional<Integer> rawExecutionState) {
        private static Priority read(ClassReader reader, int row) {
            return new Priority(
                    row,
                    reader.number(Item.PRIORITY_NUMBER, row),
                    reader.number(Item.PRIORITY_STAGE, row),
                    reader.number(Item.PRIORITY_LEVEL, row),
                    reader.number(Item.PRIORITY_MASK, row),
                    reader.number(Item.PRIORITY_STATUS_NUMBER, row),
                    reader.number(Item.PRIORITY_REQUEST_STATE, row),
                    reader.number(Item.PRIORITY_EXECUTION_STATE, row));
        }

        private void write(ClassWriter writer) {
            writer.number(Item.PRIORITY_NUMBER, row, number)
                    .number(Item.PRIORITY_STAGE, row, stage)
                    .number(Item.PRIORITY_LEVEL, row, level)
                    .number(Item.PRIORITY_MASK, row, rawMask)
                    .number(Item.PRIORITY_STATUS_NUMBER, row, statusNumber)
                    .number(Item.PRIORITY_REQUEST_STATE, row, rawRequestState)
                    .number(Item.PRIORITY_EXECUTION_STATE, row, rawExecutionState);
        }
    }

    /** 8.5 and 8.6: an input for emergency vehicles. */
    public record Emergency(
            int row,
            Optional<Integer> number,
            Optional<Integer> stage,
            Optional<Integer> level,
            Optional<Integer> rawMask,
            Optional<Integer> statusNumber,
            Optional<Integer> rawRequestState,
            Optional<Integer> rawExecutionState) {
        private static Emergency read(ClassReader reader, int row) {
            return new Emergency(
                    row,
                    reader.number(Item.EMERGENCY_NUMBER, row),
                    reader.number(Item.EMERGENCY_STAGE, row),
                    reader.number(Item.EMERGENCY_LEVEL, row),
                    reader.number(Item.EMERGENCY_MASK, row),
                    reader.number(Item.EMERGENCY_STATUS_NUMBER, row),
                    reader.number(Item.EMERGENCY_REQUEST_STATE, row),
                    reader.number(Item.EMERGENCY_EXECUTION_STATE, row));
        }

        private void write(ClassWriter writer) {
            writer.number(Item.EMERGENCY_NUMBER, row, number)
                    .number(Item.EMERGENCY_STAGE, row, stage)
                    .number(Item.EMERGENCY_LEVEL, row, level)
                    .number(Item.EMERGENCY_MASK, row, rawMask)
                    .number(Item.EMERGENCY_STATUS_NUMBER, row, statusNumber)
                    .number(Item.EMERGENCY_REQUEST_STATE, row, rawRequestState)
                    .number(Item.EMERGENCY_EXECUTION_STATE, row, rawExecutionState);
        }
    }

    public Priorities {
        priorities = List.copyOf(priorities);
        emergencies = List.copyOf(emergencies);
        raw = List.copyOf(raw);
    }

    static Priorities read(ClassReader reader) {
        return new Priorities(
                reader.scalar(Item.PRIORITY_COUNT),
                reader.scalar(Item.EMERGENCY_COUNT),
                reader.rows(row -> Priority.read(reader, row), 2, 3),
                reader.rows(row -> Emergency.read(reader, row), 5, 6),
                reader.rest());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void write(ClassWriter writer, ChainOrder order) {
        writer.scalar(Item.PRIORITY_COUNT, priorityCount).scalar(Item.EMERGENCY_COUNT, emergencyCount);
        priorities.forEach(row -> row.write(writer));
        emergencies.forEach(row -> row.write(writer));
    }
}
