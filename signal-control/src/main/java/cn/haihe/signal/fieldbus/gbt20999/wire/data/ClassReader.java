package cn.haihe.signal.fieldbus.gbt20999.wire.data;

import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntFunction;

/** Hands the values of one class out to their typed places, once each; the rest remains. */
final class ClassReader {
    private static final int RAW = 0;

    private final Map<Integer, DataValue> open = new HashMap<>();
    private final List<DataValue> rest = new ArrayList<>();

    ClassReader(List<DataValue> values) {
        for (DataValue value : values) {
            DataValue earlier = open.put(value.address().packed(), value);
            // Of two values at one address the later stands; the other is kept all the same.
            if (earlier != null) {
                rest.add(earlier);
            }
        }
    }

    /** Empty where it is not there, or cannot be written back as it was. */
    <T> Optional<T> take(Item item, int element, Coding<T> coding) {
        DataValue value = open.get(item.at(element).packed());
        if (value == null) {
            return Optional.empty();
        }
        byte[] bytes = value.value();
        Optional<T> typed = item.hasFixedSize() && bytes.length != item.bytes() ? Optional.empty() : coding.find(bytes);
        if (typed.filter(read -> Arrays.equals(coding.bytes(read, bytes.length), bytes))
                .isEmpty()) {
            return Optional.empty();
        }
        open.remove(value.address().packed());
        return typed;
    }

    Optional<Integer> number(Item item, int element) {
        return take(item, element, Coding.NUMBER);
    }

    Optional<Integer> scalar(Item item) {
        return number(item, 0);
    }

    /** The rows of a table of which there is a value at one of the objects. */
    <T> List<T> rows(IntFunction<T> row, Integer... objects) {
        List<Integer> tables = List.of(objects);
        TreeSet<Integer> elements = new TreeSet<>();
        for (DataValue value : open.values()) {
            if (tables.contains(value.address().object()) && value.address().element() != 0) {
                elements.add(value.address().element());
            }
        }
        return elements.stream().map(row::apply).toList();
    }

    /** What was not taken, by address. */
    List<DataValue> rest() {
        List<DataValue> left = new ArrayList<>(rest);
        left.addAll(open.values());
        left.sort(Comparator.comparing(value -> value.address().packed(), Integer::compareUnsigned));
        left.replaceAll(value -> new DataValue(RAW, value.address(), value.value()));
        return Collections.unmodifiableList(left);
    }
}
