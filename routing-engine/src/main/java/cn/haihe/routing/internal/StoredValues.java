package cn.haihe.routing.internal;

import com.graphhopper.routing.ev.BooleanEncodedValue;
import com.graphhopper.routing.ev.DecimalEncodedValue;
import com.graphhopper.routing.ev.EncodedValue;
import com.graphhopper.routing.ev.EncodedValueLookup;
import com.graphhopper.routing.ev.EnumEncodedValue;
import com.graphhopper.routing.ev.IntEncodedValue;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a graph stores of its edges, as GraphHopper's clients read it to offer custom models. */
final class StoredValues {
    private static final List<String> FLAG = List.of("true", "false");
    private static final List<String> NUMBER = List.of(">number", "<number");

    private StoredValues() {}

    static Map<String, List<String>> of(EncodedValueLookup values) {
        Map<String, List<String>> stored = new LinkedHashMap<>();
        for (EncodedValue value : values.getEncodedValues()) {
            // every enumeration and flag is kept in an integer, so the order of these questions counts
            if (value instanceof EnumEncodedValue<?> choice) {
                stored.put(
                        value.getName(),
                        Arrays.stream(choice.getValues()).map(Enum::name).toList());
            } else if (value instanceof BooleanEncodedValue) {
                stored.put(value.getName(), FLAG);
            } else if (value instanceof DecimalEncodedValue || value instanceof IntEncodedValue) {
                stored.put(value.getName(), NUMBER);
            }
        }
        return Collections.unmodifiableMap(stored);
    }
}
