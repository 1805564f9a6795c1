package cn.haihe.signal.fieldbus.gbt20999.wire.data;

import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.DetectorType;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.VehicleType;
import java.util.List;
import java.util.Optional;

/**
 * Class 5, detectors.
 *
 * @param count often the capacity of the controller, not how many it has
 */
public record Detectors(Optional<Integer> count, List<Detector> detectors, List<DataValue> raw) implements DataClass {
    static final int NUMBER = 5;

    /**
     * 5.2 and 5.3: what a detector is and what it sees now.
     *
     * @param flowPeriod unit not established, likely seconds; so the next
     */
    public record Detector(
            int row,
            Optional<Integer> number,
            Optional<Integer> rawType,
            Optional<Integer> flowPeriod,
            Optional<Integer> occupancyPeriod,
            Optional<String> position,
            Optional<Integer> liveNumber,
            Optional<Integer> rawPresence,
            Optional<Integer> rawSpeed,
            Optional<Integer> rawVehicleType,
            Optional<String> plate,
            Optional<Integer> rawQueue) {
        private static Detector read(ClassReader reader, int row) {
            return new Detector(
                    row,
                    reader.number(Item.DETECTOR_NUMBER, row),
                    reader.number(Item.DETECTOR_TYPE, row),
                    reader.number(Item.DETECTOR_FLOW_PERIOD, row),
                    reader.number(Item.DETECTOR_OCCUPANCY_PERIOD, row),
                    reader.take(Item.DETECTOR_POSITION, row, Coding.TEXT),
                    reader.number(Item.DETECTOR_LIVE_NUMBER, row),
                    reader.number(Item.DETECTOR_PRESENCE, row),
                    reader.number(Item.DETECTOR_SPEED, row),
                    reader.number(Item.DETECTOR_VEHICLE_TYPE, row),
                    reader.take(Item.DETECTOR_PLATE, row, Coding.TEXT),
                    reader.number(Item.DETECTOR_QUEUE, row));
        }

        private void write(ClassWriter writer) {
            writer.number(Item.DETECTOR_NUMBER, row, number)
                    .number(Item.DETECTOR_TYPE, row, rawType)
                    .number(Item.DETECTOR_FLOW_PERIOD, row, flowPeriod)
                    .number(Item.DETECTOR_OCCUPANCY_PERIOD, row, occupancyPeriod)
                    .put(Item.DETECTOR_POSITION, row, position, Coding.TEXT)
                    .number(Item.DETECTOR_LIVE_NUMBER, row, liveNumber)
                    .number(Item.DETECTOR_PRESENCE, row, rawPresence)
                    .number(Item.DETECTOR_SPEED, row, rawSpeed)
                    .number(Item.DETECTOR_VEHICLE_TYPE, row, rawVehicleType)
                    .put(Item.DETECTOR_PLATE, row, plate, Coding.TEXT)
                    .number(Item.DETECTOR_QUEUE, row, rawQueue);
        }

        public Optional<DetectorType> findType() {
            return rawType.flatMap(DetectorType::find);
        }

        public Optional<VehicleType> findVehicleType() {
            return rawVehicleType.flatMap(VehicleType::find);
        }
    }

    public Detectors {
        detectors = List.copyOf(detectors);
        raw = List.copyOf(raw);
    }

    static Detectors read(ClassReader reader) {
        return new Detectors(
                reader.scalar(Item.DETECTOR_COUNT),
                reader.rows(row -> Detector.read(reader, row), 2, 3),
                reader.rest());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void write(ClassWriter writer, ChainOrder order) {
        writer.scalar(Item.DETECTOR_COUNT, count);
        detectors.forEach(row -> row.write(writer));
    }
}
