package cn.haihe.signal.fieldbus.link;

import cn.haihe.signal.fieldbus.FieldBusCounters;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts of a bus or of one line, from the event loop, read from anywhere. */
public final class BusCounters {
    final LongAdder received = new LongAdder();
    final LongAdder sent = new LongAdder();
    private final Map<String, LongAdder> rejected = new ConcurrentHashMap<>(4);

    public void reject(Enum<?> reason) {
        rejected.computeIfAbsent(reason.name(), name -> new LongAdder()).increment();
    }

    FieldBusCounters snapshot() {
        Map<String, Long> byReason = new HashMap<>();
        rejected.forEach((reason, count) -> byReason.put(reason, count.sum()));
        return new FieldBusCounters(received.sum(), sent.sum(), byReason);
    }
}
