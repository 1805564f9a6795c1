package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.BigEndian;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Values as they stand on the wire. */
final class Raw {
    private Raw() {}

    static Optional<byte[]> number(Item item, long number) {
        return Optional.of(BigEndian.bytes(number, item.bytes()));
    }

    static Optional<byte[]> flag(Item item, boolean set) {
        return number(item, set ? 1 : 0);
    }

    static Optional<byte[]> text(String text) {
        return Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** In units of the wire, at most what the item holds; a negative number in two's complement. */
    static Optional<byte[]> measure(Item item, double value, double unit) {
        long most = (1L << 8 * item.bytes()) - 1;
        return number(item, Math.min(most, Math.round(value / unit)) & most);
    }

    static Optional<byte[]> valueOf(Item item, int row, List<DataValue> values) {
        return values.stream()
                .filter(value -> value.address().equals(item.at(row)))
                .map(DataValue::value)
                .findFirst();
    }
}
