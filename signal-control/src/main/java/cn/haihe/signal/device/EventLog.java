package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.Alarm;
import cn.haihe.signal.fieldbus.gbt20999.wire.Fault;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last alarms (15.2) and faults (16.2) of a controller, each reported when it comes. It survives a reboot. */
final class EventLog {
    private static final int MOST_KEPT = 32;
    private static final int ROWS = 255;

    private final DeviceTime time;
    private final Outbox outbox;
    private final Deque<Alarm> alarms = new ArrayDeque<>(0);
    private final Deque<Fault> faults = new ArrayDeque<>(0);
    private long alarmsEver;
    private long faultsEver;

    EventLog(DeviceTime time, Outbox outbox) {
        this.time = time;
        this.outbox = outbox;
    }

    void alarm(int type, int value) {
        if (alarms.size() == MOST_KEPT) {
            alarms.removeFirst();
        }
        int row = (int) (alarmsEver % ROWS) + 1;
        Alarm alarm = new Alarm(row, ++alarmsEver, type, value, time.local());
        alarms.addLast(alarm);
        outbox.add(0, alarm.toValues());
    }

    void fault(int type, int action) {
        if (faults.size() == MOST_KEPT) {
            faults.removeFirst();
        }
        int row = (int) (faultsEver % ROWS) + 1;
        Fault fault = new Fault(row, ++faultsEver, type, time.local(), action);
        faults.addLast(fault);
        outbox.add(0, fault.toValues());
    }

    List<Alarm> alarms() {
        return List.copyOf(alarms);
    }

    List<Fault> faults() {
        return List.copyOf(faults);
    }
}
