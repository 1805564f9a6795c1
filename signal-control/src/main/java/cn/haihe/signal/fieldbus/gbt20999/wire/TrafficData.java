package cn.haihe.signal.fieldbus.gbt20999.wire;

import java.util.List;
import java.util.Optional;

/** A row of 14.2; the standard's units of flow, occupancy and speed are not established, so these are raw numbers. */
public record TrafficData(int detector, int rawFlow, int rawOccupancy, int rawSpeed) {
    public static List<DataValue> query(int detector) {
        return new ValueList()
                .ask(Item.TRAFFIC_FLOW, detector)
                .ask(Item.TRAFFIC_OCCUPANCY, detector)
                .ask(Item.TRAFFIC_SPEED, detector)
                .list();
    }

    public List<DataValue> toValues() {
        ValueList values = new ValueList();
        addTo(values);
        return values.list();
    }

    public void addTo(ValueList values) {
        values.number(Item.TRAFFIC_DETECTOR, detector, detector)
                .number(Item.TRAFFIC_FLOW, detector, rawFlow)
                .number(Item.TRAFFIC_OCCUPANCY, detector, rawOccupancy)
                .number(Item.TRAFFIC_SPEED, detector, rawSpeed);
    }

    public static Optional<TrafficData> find(int detector, ValueMap values) {
        Optional<Integer> flow = values.findInt(Item.TRAFFIC_FLOW, detector);
        Optional<Integer> occupancy = values.findInt(Item.TRAFFIC_OCCUPANCY, detector);
        Optional<Integer> speed = values.findInt(Item.TRAFFIC_SPEED, detector);
        return flow.isPresent() && occupancy.isPresent() && speed.isPresent()
                ? Optional.of(new TrafficData(detector, flow.get(), occupancy.get(), speed.get()))
                : Optional.empty();
    }
}
