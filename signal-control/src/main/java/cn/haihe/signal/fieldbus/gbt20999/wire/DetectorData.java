package cn.haihe.signal.fieldbus.gbt20999.wire;

import java.util.List;
import java.util.Optional;

/**
 * A row of 5.3, what a detector sees now. Raw numbers: the units are not established, see {@link WireUnits}.
 *
 * @param rawSpeed of the vehicle over it; empty, as the two behind it, where the controller does not tell
 * @param rawVehicleType see {@link VehicleType}
 */
public record DetectorData(
        int detector,
        boolean present,
        Optional<Integer> rawSpeed,
        Optional<Integer> rawVehicleType,
        Optional<Integer> rawQueue) {
    public static List<DataValue> query(int detector) {
        return new ValueList()
                .ask(Item.DETECTOR_PRESENCE, detector)
                .ask(Item.DETECTOR_QUEUE, detector)
                .list();
    }

    public List<DataValue> toValues() {
        ValueList values = new ValueList();
        addTo(values);
        return values.list();
    }

    public void addTo(ValueList values) {
        values.number(Item.DETECTOR_LIVE_NUMBER, detector, detector)
                .number(Item.DETECTOR_PRESENCE, detector, present ? 1 : 0);
        rawSpeed.ifPresent(speed -> values.number(Item.DETECTOR_SPEED, detector, speed));
        rawVehicleType.ifPresent(type -> values.number(Item.DETECTOR_VEHICLE_TYPE, detector, type));
        rawQueue.ifPresent(queue -> values.number(Item.DETECTOR_QUEUE, detector, queue));
    }

    /** Empty where not even presence is told. */
    public static Optional<DetectorData> find(int detector, ValueMap values) {
        return values.findInt(Item.DETECTOR_PRESENCE, detector)
                .map(presence -> new DetectorData(
                        detector,
                        presence != 0,
                        values.findInt(Item.DETECTOR_SPEED, detector),
                        values.findInt(Item.DETECTOR_VEHICLE_TYPE, detector),
                        values.findInt(Item.DETECTOR_QUEUE, detector)));
    }
}
