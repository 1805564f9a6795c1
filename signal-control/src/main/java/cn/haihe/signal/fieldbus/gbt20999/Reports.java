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
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/** Reads what controllers report unasked and tells the listeners. */
final class Reports {
    private final Sessions sessions;
    private final DetectorReadings readings;
    private final Clock clock;
    private final List<FieldListener> listeners = new CopyOnWriteArrayList<>();

    Reports(Sessions sessions, DetectorReadings readings, Clock clock) {
        this.sessions = sessions;
        this.readings = readings;
        this.clock = clock;
    }

    void add(FieldListener listener) {
        listeners.add(listener);
    }

    void tell(FieldStatus status) {
        listeners.forEach(listener -> listener.status(status));
    }

    void read(Frame frame) {
        ValueMap values = new ValueMap(frame.values());
        long controllerId = frame.controllerId();
        Map<Item, Set<Integer>> rows = rowsOf(frame);
        for (int row : rows.getOrDefault(Item.RUN_MODE, Set.of())) {
            sessions.findJunction(controllerId, row)
                    .ifPresent(junctionId -> RunStatus.find(row, values)
                            .ifPresent(status -> tell(Statuses.of(junctionId, status, clock.instant()))));
        }
        for (int row : rows.getOrDefault(Item.ALARM_TYPE, Set.of())) {
            Alarm.find(row, values).ifPresent(alarm -> tell(alarm(controllerId, alarm)));
        }
        for (int row : rows.getOrDefault(Item.FAULT_TYPE, Set.of())) {
            Fault.find(row, values).ifPresent(fault -> tell(fault(controllerId, fault)));
        }
        Set<Integer> detectors = new TreeSet<>(rows.getOrDefault(Item.DETECTOR_PRESENCE, Set.of()));
        detectors.addAll(rows.getOrDefault(Item.TRAFFIC_FLOW, Set.of()));
        if (!detectors.isEmpty()) {
            tellDetectors(frame, detectors, values);
        }
    }

    /** To the junction of the frame's road; to all of the controller where the frame names none. */
    private void tellDetectors(Frame frame, Set<Integer> detectors, ValueMap values) {
        Optional<ControllerSession> session = sessions.find(frame.controllerId());
        if (session.isEmpty()) {
            return;
        }
        WireUnits units = session.get().profile().wire().units();
        for (ControllerBinding binding : sessions.bindingsOf(frame.controllerId())) {
            if (frame.roadId() == 0 || frame.roadId() == binding.roadId()) {
                List<DetectorReading> read = readings.read(binding, detectors, values, units);
                listeners.forEach(listener -> listener.detectors(read));
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
        listeners.forEach(listener -> listener.alarm(alarm));
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
