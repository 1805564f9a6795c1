package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.DetectorData;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.TrafficData;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireUnits;
import java.util.Optional;

/** Classes 5 and 14. No detector here reads plates, so that value is always empty. */
final class DetectorTable {
    private static final byte[] NO_PLATE = new byte[0];

    private final DetectorBank detectors;

    DetectorTable(DetectorBank detectors) {
        this.detectors = detectors;
    }

    Optional<byte[]> find(Item item, int row) {
        return switch (item) {
            case DETECTOR_COUNT -> row == 0 ? Raw.number(item, detectors.size()) : Optional.empty();
            case LIVE_DETECTORS -> row == 0 ? Raw.number(item, detectors.occupied()) : Optional.empty();
            default ->
                detectors.find(row, (cell, units) -> value(item, cell, units)).flatMap(value -> value);
        };
    }

    private static Optional<byte[]> value(Item item, DetectorCell cell, WireUnits units) {
        DetectorPlace place = cell.place();
        DetectorData data = cell.data(units);
        TrafficData traffic = cell.traffic(units);
        return switch (item) {
            case DETECTOR_POSITION -> Raw.text(place.position());
            case DETECTOR_PLATE -> Optional.of(NO_PLATE);
            case DETECTOR_TYPE -> Raw.number(item, place.type().code());
            case DETECTOR_FLOW_PERIOD -> Raw.number(item, cell.flowPeriodSeconds());
            case DETECTOR_OCCUPANCY_PERIOD -> Raw.number(item, cell.occupancyPeriodSeconds());
            case DETECTOR_PRESENCE -> Raw.flag(item, data.present());
            case DETECTOR_SPEED -> Raw.number(item, data.rawSpeed().orElse(0));
            case DETECTOR_VEHICLE_TYPE -> Raw.number(item, data.rawVehicleType().orElse(0));
            case DETECTOR_QUEUE -> Raw.number(item, data.rawQueue().orElse(0));
            case TRAFFIC_FLOW -> Raw.number(item, traffic.rawFlow());
            case TRAFFIC_OCCUPANCY -> Raw.number(item, traffic.rawOccupancy());
            case TRAFFIC_SPEED -> Raw.number(item, traffic.rawSpeed());
            default -> Raw.number(item, place.number());
        };
    }
}
