package cn.haihe.signal.fieldbus.gbt20999.wire;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/** A row of 15.2: number, raw type and value, the device's own time. */
public record Alarm(int row, long number, int type, int value, LocalDateTime at) {
    public List<DataValue> toValues() {
        return new ValueList()
                .number(Item.ALARM_NUMBER, row, number)
                .number(Item.ALARM_TYPE, row, type)
                .number(Item.ALARM_VALUE, row, value)
                .bytes(Item.ALARM_TIME, row, WireTime.encode(at))
                .list();
    }

    /** Empty where a value is missing or the time is none. */
    public static Optional<Alarm> find(int row, ValueMap values) {
        Optional<Long> number = values.findNumber(Item.ALARM_NUMBER, row);
        Optional<Integer> type = values.findInt(Item.ALARM_TYPE, row);
        Optional<Integer> value = values.findInt(Item.ALARM_VALUE, row);
        Optional<LocalDateTime> at = values.find(Item.ALARM_TIME, row).flatMap(WireTime::find);
        return number.isPresent() && type.isPresent() && value.isPresent() && at.isPresent()
                ? Optional.of(new Alarm(row, number.get(), type.get(), value.get(), at.get()))
                : Optional.empty();
    }
}
