package cn.haihe.signal.fieldbus.gbt20999.wire.data;

import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/** Class 16, faults. */
public record Faults(Optional<Long> count, List<Fault> faults, List<DataValue> raw) implements DataClass {
    static final int NUMBER = 16;

    /**
     * 16.2: a fault by its row.
     *
     * @param at the device's own time
     * @param rawAction what the controller did about it
     */
    public record Fault(
            int row,
            Optional<Long> number,
            Optional<Integer> rawType,
            Optional<LocalDateTime> at,
            Optional<Integer> rawAction) {
        private static Fault read(ClassReader reader, int row) {
            return new Fault(
                    row,
                    reader.take(Item.FAULT_NUMBER, row, Coding.LONG),
                    reader.number(Item.FAULT_TYPE, row),
                    reader.take(Item.FAULT_TIME, row, Coding.TIME),
                    reader.number(Item.FAULT_ACTION, row));
        }

        private void write(ClassWriter writer) {
            writer.put(Item.FAULT_NUMBER, row, number, Coding.LONG)
                    .number(Item.FAULT_TYPE, row, rawType)
                    .put(Item.FAULT_TIME, row, at, Coding.TIME)
                    .number(Item.FAULT_ACTION, row, rawAction);
        }
    }

    public Faults {
        faults = List.copyOf(faults);
        raw = List.copyOf(raw);
    }

    static Faults read(ClassReader reader) {
        return new Faults(
                reader.take(Item.FAULT_COUNT, 0, Coding.LONG),
                reader.rows(row -> Fault.read(reader, row), 2),
                reader.rest());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void write(ClassWriter writer, ChainOrder order) {
        writer.put(Item.FAULT_COUNT, 0, count, Coding.LONG);
        faults.forEach(row -> row.write(writer));
    }
}
