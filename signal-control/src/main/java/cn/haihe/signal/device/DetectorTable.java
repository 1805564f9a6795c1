package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.BigEndian;
import cn.haihe.signal.fieldbus.gbt20999.wire.DetectorData;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.TrafficData;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireUnits;
import java.nio.charset.StandardCharsets;

/** Rows of 5.2, 5.3 and 14.2. No detector here reads plates, so that value is always empty. */
final class DetectorTable {
    private static final byte[] NO_PLATE = new byte[0];

    private DetectorTable() {}

    static byte[] value(Item item, DetectorCell cell, WireUnits units) {
        DetectorPlace place = cell.place();
        DetectorData data = cell.data(units);
        TrafficData traffic = cell.traffic(units);
        return switch (item) {
            case DETECTOR_POSITION -> place.position().getBytes(StandardCharsets.UTF_8);
            case DETECTOR_PLATE -> NO_PLATE;
            case DETECTOR_TYPE -> number(item, place.type().code());
            case DETECTOR_FLOW_PERIOD -> number(item, cell.flowPeriodSeconds());
            case DETECTOR_OCCUPANCY_PERIOD -> number(item, cell.occupancyPeriodSeconds());
            case DETECTOR_PRESENCE -> number(item, data.present() ? 1 : 0);
            case DETECTOR_SPEED -> number(item, data.rawSpeed().orElseThrow());
            case DETECTOR_VEHICLE_TYPE -> number(item, data.rawVehicleType().orElseThrow());
            case DETECTOR_QUEUE -> number(item, data.rawQueue().orElseThrow());
            case TRAFFIC_FLOW -> number(item, traffic.rawFlow());
            case TRAFFIC_OCCUPANCY -> number(item, traffic.rawOccupancy());
            case TRAFFIC_SPEED -> number(item, traffic.rawSpeed());
            default -> number(item, place.number());
        };
    }

    private static byte[] number(Item item, int number) {
        return BigEndian.bytes(number, item.bytes());
    }
}
