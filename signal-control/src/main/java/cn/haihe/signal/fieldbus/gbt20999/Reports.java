package cn.haihe.signal.fieldbus.gbt20999;

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
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Reads what controllers report unasked and tells the listeners. */
final class Reports {
    private final Sessions sessions;
    private final Clock clock;
    private final List<FieldListener> listeners = new CopyOnWriteArrayList<>();

    Reports(Sessions sessions, Clock clock) {
        this.sessions = sessions;
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
        for (int row : rowsOf(frame, Item.RUN_MODE)) {
            sessions.findJunction(controllerId, row)
                    .ifPresent(junctionId -> RunStatus.find(row, values)
                            .ifPresent(status -> tell(Statuses.of(junctionId, status, clock.instant()))));
        }
        for (int row : rowsOf(frame, Item.ALARM_TYPE)) {
            Alarm.find(row, values)
                    .ifPresent(alarm -> tell(new FieldAlarm(
                            controllerId,
                            FieldAlarm.Kind.ALARM,
                            alarm.number(),
                            alarm.type(),
                            alarm.value(),
                            alarm.at(),
                            clock.instant())));
        }
        for (int row : rowsOf(frame, Item.FAULT_TYPE)) {
            Fault.find(row, values)
                    .ifPresent(fault -> tell(new FieldAlarm(
                            controllerId,
                            FieldAlarm.Kind.FAULT,
                            fault.number(),
                            fault.type(),
                            fault.action(),
                            fault.at(),
                            clock.instant())));
        }
    }

    private void tell(FieldAlarm alarm) {
        listeners.forEach(listener -> listener.alarm(alarm));
    }

    private static Set<Integer> rowsOf(Frame frame, Item item) {
        return frame.values().stream()
                .map(DataValue::address)
                .filter(address -> Item.find(address).filter(item::equals).isPresent())
                .map(address -> address.element())
                .collect(Collectors.toSet());
    }
}
