package cn.haihe.signal.fieldbus.gbt20999.wire.data;

import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/** Class 15, alarms. */
public record Alarms(Optional<Long> count, List<Alarm> alarms, List<DataValue> raw) implements DataClass {
    static final int NUMBER = 15;

    /**
     * 15.2: an alarm by its row.
     *
     * @param at the device's own time
     */
    public record Alarm(
            int row,
            Optional<Long> number,
            Optional<Integer> rawType,
            Optional<Integer> rawValue,
            Optional<LocalDateTime> at) {
        private static Alarm read(ClassReader reader, int row) {
            return new Alarm(
                    row,
                    reader.take(Item.ALARM_NUMBER, row, Coding.LONG),
                    reader.number(Item.ALARM_TYPE, row),
                    reader.number(Item.ALARM_VALUE, row),
                    reader.take(Item.ALARM_TIME, row, Coding.TIME));
        }

        private void write(ClassWriter writer) {
            writer.put(Item.ALARM_NUMBER, row, number, Coding.LONG)
                    .number(Item.ALARM_TYPE, row, rawType)
                    .number(Item.ALARM_VALUE, row, rawValue)
                    .put(Item.ALARM_TIME, row, at, Coding.TIME);
        }
    }

    public Alarms {
        alarms = List.copyOf(alarms);
        raw = List.copyOf(raw);
    }

    static Alarms read(ClassReader reader) {
        return new Alarms(
                reader.take(Item.ALARM_COUNT, 0, Coding.LONG),
                reader.rows(row -> Alarm.read(reader, row), 2),
                reader.rest());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void write(ClassWriter writer, ChainOrder order) {
        writer.put(Item.ALARM_COUNT, 0, count, Coding.LONG);
        alarms.forEach(row -> row.write(writer));
    }
}
