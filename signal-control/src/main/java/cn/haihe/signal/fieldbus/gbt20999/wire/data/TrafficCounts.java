package cn.haihe.signal.fieldbus.gbt20999.wire.data;

import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireUnits;
import java.util.List;
import java.util.Optional;

/**
 * Class 14, what detectors counted.
 *
 * @param occupiedBits detector n is bit n - 1
 */
public record TrafficCounts(Optional<Long> occupiedBits, List<Count> counts, List<DataValue> raw) implements DataClass {
    static final int NUMBER = 14;

    /** 14.2: the last period of a detector. Units not established, see {@link WireUnits}. */
    public record Count(
            int row,
            Optional<Integer> detector,
            Optional<Integer> rawFlow,
            Optional<Integer> rawOccupancy,
            Optional<Integer> rawSpeed) {
        private static Count read(ClassReader reader, int row) {
            return new Count(
                    row,
                    reader.number(Item.TRAFFIC_DETECTOR, row),
                    reader.number(Item.TRAFFIC_FLOW, row),
                    reader.number(Item.TRAFFIC_OCCUPANCY, row),
                    reader.number(Item.TRAFFIC_SPEED, row));
        }

        private void write(ClassWriter writer) {
            writer.number(Item.TRAFFIC_DETECTOR, row, detector)
                    .number(Item.TRAFFIC_FLOW, row, rawFlow)
                    .number(Item.TRAFFIC_OCCUPANCY, row, rawOccupancy)
                    .number(Item.TRAFFIC_SPEED, row, rawSpeed);
        }
    }

    public TrafficCounts {
        counts = List.copyOf(counts);
        raw = List.copyOf(raw);
    }

    static TrafficCounts read(ClassReader reader) {
        return new TrafficCounts(
                reader.take(Item.LIVE_DETECTORS, 0, Coding.LONG),
                reader.rows(row -> Count.read(reader, row), 2),
                reader.rest());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void write(ClassWriter writer, ChainOrder order) {
        writer.put(Item.LIVE_DETECTORS, 0, occupiedBits, Coding.LONG);
        counts.forEach(row -> row.write(writer));
    }
}
