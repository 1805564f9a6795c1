package cn.haihe.signal.fieldbus.gbt20999.wire.data;

import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import java.util.List;

/** A class that the standard's known text does not list. */
public record UnknownClass(int number, List<DataValue> raw) implements DataClass {
    public UnknownClass {
        raw = List.copyOf(raw);
    }

    @Override
    public void write(ClassWriter writer, ChainOrder order) {
        // All of it is raw.
    }
}
