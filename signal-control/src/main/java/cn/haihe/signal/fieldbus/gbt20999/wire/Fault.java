package cn.haihe.signal.fieldbus.gbt20999.wire;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/** A row of 16.2: number, raw type, the device's own time, raw action. */
public record Fault(int row, long number, int type, LocalDateTime at, int action) {
    public static final int GREEN_CONFLICT = 0x10;
    public static final int GREEN_RED_CONFLICT = 0x11;
    public static final int RED_LAMP = 0x20;
    public static final int YELLOW_LAMP = 0x21;
    public static final int GREEN_LAMP = 0x22;
    public static final int DETECTOR = 0x41;
    public static final int CONTROL_RESPONSE = 0x70;
    public static final int ACTION_NONE = 0x00;
    public static final int ACTION_FLASH = 0x10;

    public List<DataValue> toValues() {
        return new ValueList()
                .number(Item.FAULT_NUMBER, row, number)
                .number(Item.FAULT_TYPE, row, type)
                .bytes(Item.FAULT_TIME, row, WireTime.encode(at))
                .number(Item.FAULT_ACTION, row, action)
                .list();
    }

    public static Optional<Fault> find(int row, ValueMap values) {
        Optional<Long> number = values.findNumber(Item.FAULT_NUMBER, row);
        Optional<Integer> type = values.findInt(Item.FAULT_TYPE, row);
        Optional<LocalDateTime> at = values.find(Item.FAULT_TIME, row).flatMap(WireTime::find);
        Optional<Integer> action = values.findInt(Item.FAULT_ACTION, row);
        return number.isPresent() && type.isPresent() && at.isPresent() && action.isPresent()
                ? Optional.of(new Fault(row, number.get(), type.get(), at.get(), action.get()))
                : Optional.empty();
    }
}
