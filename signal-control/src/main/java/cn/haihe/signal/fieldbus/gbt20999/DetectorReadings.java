package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.ControllerBinding;
import cn.haihe.signal.fieldbus.DetectorReading;
import cn.haihe.signal.fieldbus.gbt20999.wire.DetectorData;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.ValueMap;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireUnits;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of 5.3 and 14.2 in the words of the field bus. It remembers which detectors were occupied. One thread. */
final class DetectorReadings {
    private final Clock clock;
    private final Map<Long, Boolean> occupied = new HashMap<>();

    DetectorReadings(Clock clock) {
        this.clock = clock;
    }

    List<DetectorReading> read(
            ControllerBinding binding, Collection<Integer> detectors, ValueMap values, WireUnits units) {
        Instant at = clock.instant();
        List<DetectorReading> readings = new ArrayList<>(detectors.size());
        for (int detector : detectors) {
            find(binding, detector, values, units, at).ifPresent(readings::add);
        }
        return readings;
    }

    private Optional<DetectorReading> find(
            ControllerBinding binding, int detector, ValueMap values, WireUnits units, Instant at) {
        Optional<DetectorData> live = DetectorData.find(detector, values);
        Optional<Integer> flow =
                values.findInt(Item.TRAFFIC_FLOW, detector).map(raw -> (int) Math.round(raw * units.vehiclesPerFlow()));
        Optional<Double> occupancy =
                values.findInt(Item.TRAFFIC_OCCUPANCY, detector).map(raw -> raw * units.percentPerOccupancy());
        if (live.isEmpty() && flow.isEmpty() && occupancy.isEmpty()) {
            return Optional.empty();
        }
        long place = binding.controllerId() << 8 | detector;
        live.ifPresent(data -> occupied.put(place, data.present()));
        boolean noVehicle = flow.filter(vehicles -> vehicles == 0).isPresent();
        Optional<Double> speed = values.findInt(Item.TRAFFIC_SPEED, detector)
                .filter(raw -> !noVehicle)
                .map(raw -> raw * units.kmhPerSpeed());
        Optional<Integer> queue =
                live.flatMap(DetectorData::rawQueue).map(raw -> (int) Math.round(raw * units.metresPerQueue()));
        return Optional.of(new DetectorReading(
                binding.junctionId(),
                detector,
                occupied.getOrDefault(place, false),
                queue,
                flow,
                occupancy,
                speed,
                at));
    }
}
