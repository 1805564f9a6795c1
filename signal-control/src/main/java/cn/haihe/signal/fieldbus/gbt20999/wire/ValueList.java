package cn.haihe.signal.fieldbus.gbt20999.wire;

import java.util.ArrayList;
import java.util.List;

/** Puts the data values of one frame together and numbers them from 1. */
public final class ValueList {
    private static final byte[] NONE = new byte[0];
    private final List<DataValue> values = new ArrayList<>();

    public ValueList ask(Item item, int element) {
        return bytes(item, element, NONE);
    }

    /** @throws IllegalArgumentException where the number does not fit into the item */
    public ValueList number(Item item, int element, long number) {
        return bytes(item, element, BigEndian.bytes(number, item.bytes()));
    }

    public ValueList bytes(Item item, int element, byte[] value) {
        values.add(new DataValue(values.size() + 1, item.at(element), value));
        return this;
    }

    public List<DataValue> list() {
        return List.copyOf(values);
    }
}
