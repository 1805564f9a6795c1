package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;

/** What a controller has to report and not yet sent; of more than fits the oldest is forgotten. */
final class Outbox {
    private static final int MOST = 64;

    private record Report(int road, List<DataValue> values) {}

    private final Deque<Report> reports = new ArrayDeque<>(2);

    /** @param road 0 for what concerns the controller as a whole */
    void add(int road, List<DataValue> values) {
        if (reports.size() == MOST) {
            reports.removeFirst();
        }
        reports.addLast(new Report(road, values));
    }

    void clear() {
        reports.clear();
    }

    void drain(BiConsumer<Integer, List<DataValue>> send) {
        while (!reports.isEmpty()) {
            Report report = reports.removeFirst();
            send.accept(report.road(), report.values());
        }
    }
}
