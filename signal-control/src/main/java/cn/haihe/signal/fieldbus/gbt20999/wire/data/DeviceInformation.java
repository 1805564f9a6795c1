package cn.haihe.signal.fieldbus.gbt20999.wire.data;

import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Class 1, what the controller is. Read-only.
 *
 * @param maker UTF-8
 * @param version four bytes as one number
 * @param serialNumber ASCII
 */
public record DeviceInformation(
        Optional<String> maker,
        Optional<Long> version,
        Optional<String> serialNumber,
        Optional<LocalDateTime> madeAt,
        Optional<LocalDateTime> configuredAt,
        List<DataValue> raw)
        implements DataClass {
    static final int NUMBER = 1;

    public DeviceInformation {
        raw = List.copyOf(raw);
    }

    static DeviceInformation read(ClassReader reader) {
        return new DeviceInformation(
                reader.take(Item.MAKER, 0, Coding.TEXT),
                reader.take(Item.DEVICE_VERSION, 0, Coding.LONG),
                reader.take(Item.SERIAL_NUMBER, 0, Coding.TEXT),
                reader.take(Item.MADE_AT, 0, Coding.TIME),
                reader.take(Item.CONFIGURED_AT, 0, Coding.TIME),
                reader.rest());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void write(ClassWriter writer, ChainOrder order) {
        writer.put(Item.MAKER, 0, maker, Coding.TEXT)
                .put(Item.DEVICE_VERSION, 0, version, Coding.LONG)
                .put(Item.SERIAL_NUMBER, 0, serialNumber, Coding.TEXT)
                .put(Item.MADE_AT, 0, madeAt, Coding.TIME)
                .put(Item.CONFIGURED_AT, 0, configuredAt, Coding.TIME);
    }
}
