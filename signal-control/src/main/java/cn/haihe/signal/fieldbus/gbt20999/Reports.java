package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.ControllerBinding;
import cn.haihe.signal.fieldbus.DetectorReading;
import cn.haihe.signal.fieldbus.FieldAlarm;
import cn.haihe.signal.fieldbus.FieldListener;
import cn.haihe.signal.fieldbus.FieldStatus;
import cn.haihe.signal.fieldbus.gbt20999.wire.Alarm;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Fault;
import cn.haihe.signal.fieldbus.gbt20999.wire.Frame;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunStatus;
import cn.haihe.signal.fieldbus.gbt20999.wire.ValueMap;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireUnits;
import cn.haihe.signal.fieldbus.link.ControllerLink;
import cn.haihe.signal.fieldbus.link.LinkTable;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Reads what controllers report unasked and tells the listeners. */
final class Reports {
    private static final List<Item> RUN_ITEMS = List.of(Item.RUN_MODE, Item.RUN_PLAN, Item.RUN_STAGE);

    private final LinkTable<Frame, Gbt20999Profile> links;
    private final DetectorReadings readings;
    private final Clock clock;
    private final Consumer<Consumer<FieldListener>> listeners;
    private final Consumer<String> poll;

    /** @param poll asks for the status of a junction of which only a part was reported */
    Reports(
            LinkTable<Frame, Gbt20999Profile> links,
            DetectorReadings readings,
            Clock clock,
            Consumer<Consumer<FieldListener>> listeners,
            Consumer<String> poll) {
        this.links = links;
        this.readings = readings;
        this.clock = clock;
        this.listeners = listeners;
        this.poll = poll;
    }

    void read(ControllerLink<Frame, Gbt20999Profile> link, Frame frame) {
        ValueMap values = new ValueMap(frame.values());
        Map<Item, Set<Integer>> rows = rowsOf(frame);
        tellStatus(link.controllerId(), rows, values);
        for (int row : rows.getOrDefault(Item.ALARM_TYPE, Set.of())) {
            Alarm.find(row, values).ifPresent(alarm -> tell(alarm(link.controllerId(), alarm)));
        }
        for (int row : rows.getOrDefault(Item.FAULT_TYPE, Set.of())) {
            Fault.find(row, values).ifPresent(fault -> tell(fault(link.controllerId(), fault)));
        }
        Set<Integer> detectors = new TreeSet<>(rows.getOrDefault(Item.DETECTOR_PRESENCE, Set.of()));
        detectors.addAll(rows.getOrDefault(Item.TRAFFIC_FLOW, Set.of()));
        if (!detectors.isEmpty()) {
            tellDetectors(link, frame.roadId(), detectors, values);
        }
    }

    private void tellStatus(long controllerId, Map<Item, Set<Integer>> rows, ValueMap values) {
        Set<Integer> roads = new TreeSet<>();
        RUN_ITEMS.forEach(item -> roads.addAll(rows.getOrDefault(item, Set.of())));
        for (int road : roads) {
            links.findJunction(controllerId, road).ifPresent(junctionId -> {
                Optional<FieldStatus> status =
                        RunStatus.find(road, values).map(whole -> Statuses.of(junctionId, whole, clock.instant()));
                status.ifPresentOrElse(
                        whole -> listeners.accept(listener -> listener.status(whole)), () -> poll.accept(junctionId));
            });
        }
    }

    /** To the junction of the frame's road; to all of the controller where the frame names none. */
    private void tellDetectors(
            ControllerLink<Frame, Gbt20999Profile> link, int road, Set<Integer> detectors, ValueMap values) {
        WireUnits units = link.profile().wire().units();
        for (ControllerBinding binding : links.bindingsOf(link.controllerId())) {
            if (road == 0 || road == binding.roadId()) {
                List<DetectorReading> read = readings.read(binding, detectors, values, units);
                listeners.accept(listener -> listener.detectors(read));
            }
        }
    }

    private FieldAlarm alarm(long controllerId, Alarm alarm) {
        return new FieldAlarm(
                controllerId,
                FieldAlarm.Kind.ALARM,
                alarm.number(),
                alarm.type(),
                alarm.value(),
                alarm.at(),
                clock.instant());
    }

    private FieldAlarm fault(long controllerId, Fault fault) {
        return new FieldAlarm(
                controllerId,
                FieldAlarm.Kind.FAULT,
                fault.number(),
                fault.type(),
                fault.action(),
                fault.at(),
                clock.instant());
    }

    private void tell(FieldAlarm alarm) {
        listeners.accept(listener -> listener.alarm(alarm));
    }

    private static Map<Item, Set<Integer>> rowsOf(Frame frame) {
        Map<Item, Set<Integer>> rows = new EnumMap<>(Item.class);
        for (DataValue value : frame.values()) {
            Item.find(value.address())
                    .ifPresent(item -> rows.computeIfAbsent(item, first -> new TreeSet<>())
                            .add(value.address().element()));
        }
        return rows;
    }
}
