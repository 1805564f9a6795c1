package cn.haihe.signal.fieldbus.gbt20999.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The data values of an answer or a report, by address; of two values at one address the later stands. */
public final class ValueMap {
    private final Map<Integer, byte[]> byAddress;

    public ValueMap(List<DataValue> values) {
        byAddress = new HashMap<>(values.size() * 2);
        values.forEach(value -> byAddress.put(value.address().packed(), value.value()));
    }

    /** The value, where it is there and has the item's size. */
    public Optional<byte[]> find(Item item, int element) {
        byte[] value = byAddress.get(item.at(element).packed());
        boolean fits = value != null && (!item.hasFixedSize() || value.length == item.bytes());
        return fits ? Optional.of(value) : Optional.empty();
    }

    /** The same as an unsigned number; for items of up to seven bytes, or a bitmap of eight. */
    public Optional<Long> findNumber(Item item, int element) {
        return find(item, element).map(BigEndian::number);
    }

    public Optional<Integer> findInt(Item item, int element) {
        return findNumber(item, element).map(Math::toIntExact);
    }
}
