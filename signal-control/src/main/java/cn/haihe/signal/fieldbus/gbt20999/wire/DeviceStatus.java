package cn.haihe.signal.fieldbus.gbt20999.wire;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * The scalars of 13.1, how the cabinet is. Raw numbers, see {@link WireUnits}; each is empty where the controller does not
 * tell it.
 *
 * @param detectorBits detector n is bit n-1
 * @param moduleBits the same for the modules of the controller
 * @param rawTemperature one byte, signed
 */
public record DeviceStatus(
        Optional<Long> detectorBits,
        Optional<Long> moduleBits,
        Optional<Boolean> doorOpen,
        Optional<Integer> rawVoltage,
        Optional<Integer> rawCurrent,
        Optional<Integer> rawTemperature,
        Optional<Integer> rawHumidity,
        Optional<Boolean> water,
        Optional<Boolean> smoke,
        Optional<LocalDateTime> standardTime,
        Optional<LocalDateTime> localTime) {
    public static List<DataValue> query() {
        return new ValueList()
                .ask(Item.DETECTOR_STATUS, 0)
                .ask(Item.MODULE_STATUS, 0)
                .ask(Item.DOOR, 0)
                .ask(Item.VOLTAGE, 0)
                .ask(Item.CURRENT, 0)
                .ask(Item.TEMPERATURE, 0)
                .ask(Item.HUMIDITY, 0)
                .ask(Item.WATER, 0)
                .ask(Item.SMOKE, 0)
                .ask(Item.STANDARD_TIME, 0)
                .ask(Item.LOCAL_TIME, 0)
                .list();
    }

    public List<DataValue> toValues() {
        ValueList values = new ValueList();
        detectorBits.ifPresent(bits -> values.number(Item.DETECTOR_STATUS, 0, bits));
        moduleBits.ifPresent(bits -> values.number(Item.MODULE_STATUS, 0, bits));
        doorOpen.ifPresent(open -> values.number(Item.DOOR, 0, open ? 1 : 0));
        rawVoltage.ifPresent(voltage -> values.number(Item.VOLTAGE, 0, voltage));
        rawCurrent.ifPresent(current -> values.number(Item.CURRENT, 0, current));
        rawTemperature.ifPresent(temperature -> values.number(Item.TEMPERATURE, 0, temperature & 0xFF));
        rawHumidity.ifPresent(humidity -> values.number(Item.HUMIDITY, 0, humidity));
        water.ifPresent(wet -> values.number(Item.WATER, 0, wet ? 1 : 0));
        smoke.ifPresent(smoky -> values.number(Item.SMOKE, 0, smoky ? 1 : 0));
        standardTime.ifPresent(time -> values.bytes(Item.STANDARD_TIME, 0, WireTime.encode(time)));
        localTime.ifPresent(time -> values.bytes(Item.LOCAL_TIME, 0, WireTime.encode(time)));
        return values.list();
    }

    public static DeviceStatus of(ValueMap values) {
        return new DeviceStatus(
                values.findNumber(Item.DETECTOR_STATUS, 0),
                values.findNumber(Item.MODULE_STATUS, 0),
                flag(values, Item.DOOR),
                values.findInt(Item.VOLTAGE, 0),
                values.findInt(Item.CURRENT, 0),
                values.findInt(Item.TEMPERATURE, 0).map(raw -> (int) raw.byteValue()),
                values.findInt(Item.HUMIDITY, 0),
                flag(values, Item.WATER),
                flag(values, Item.SMOKE),
                values.find(Item.STANDARD_TIME, 0).flatMap(WireTime::find),
                values.find(Item.LOCAL_TIME, 0).flatMap(WireTime::find));
    }

    private static Optional<Boolean> flag(ValueMap values, Item item) {
        return values.findInt(item, 0).map(raw -> raw != 0);
    }
}
