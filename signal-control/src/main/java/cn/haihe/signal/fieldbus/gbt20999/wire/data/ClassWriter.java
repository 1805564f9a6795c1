package cn.haihe.signal.fieldbus.gbt20999.wire.data;

import cn.haihe.signal.fieldbus.gbt20999.wire.BigEndian;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Puts the typed places of a class into data values. */
public final class ClassWriter {
    private static final int MOST_IN_A_FRAME = 255;

    private final List<DataValue> values = new ArrayList<>();

    ClassWriter() {}

    /** @throws IllegalArgumentException where the value does not fit into the item */
    <T> ClassWriter put(Item item, int element, Optional<T> value, Coding<T> coding) {
        value.ifPresent(typed -> {
            int size = item.hasFixedSize() ? item.bytes() : Coding.AS_LONG_AS_IT_IS;
            values.add(new DataValue(0, item.at(element), coding.bytes(typed, size)));
        });
        return this;
    }

    ClassWriter number(Item item, int element, Optional<Integer> value) {
        value.ifPresent(typed -> values.add(new DataValue(0, item.at(element), BigEndian.bytes(typed, item.bytes()))));
        return this;
    }

    ClassWriter scalar(Item item, Optional<Integer> value) {
        return number(item, 0, value);
    }

    void raw(List<DataValue> raw) {
        values.addAll(raw);
    }

    /** Numbered from 1, and from 1 again where there are more than a frame holds. */
    List<DataValue> list() {
        // Stable: of two values at one address the typed one was put first, and the later one stands when it is read.
        values.sort(Comparator.comparing(value -> value.address().packed(), Integer::compareUnsigned));
        List<DataValue> numbered = new ArrayList<>(values.size());
        for (DataValue value : values) {
            numbered.add(new DataValue(1 + numbered.size() % MOST_IN_A_FRAME, value.address(), value.value()));
        }
        return List.copyOf(numbered);
    }
}
