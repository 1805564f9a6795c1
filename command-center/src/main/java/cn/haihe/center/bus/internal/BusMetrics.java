package cn.haihe.center.bus.internal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;

/** What the door of the terminals counts, beside what the source {@code jt808} counts of each record. */
@ApplicationScoped
class BusMetrics {
    private final MeterRegistry meters;
    private final AtomicInteger connections = new AtomicInteger();

    BusMetrics(MeterRegistry meters) {
        this.meters = meters;
        meters.gauge("haihe.bus.connections", connections);
    }

    AtomicInteger connections() {
        return connections;
    }

    /** Messages that terminals sent, whatever became of them. */
    Counter messages() {
        return meters.counter("haihe.bus.messages");
    }

    /** Locations that were a sign of life without a position. */
    Counter withoutFix() {
        return meters.counter("haihe.bus.without.fix");
    }

    /** Times that the hub stopped reading from a terminal that sent too much. */
    Counter pauses() {
        return meters.counter("haihe.bus.pauses");
    }

    /** Messages of an id that the hub does not serve. */
    Counter unsupported() {
        return meters.counter("haihe.bus.unsupported");
    }

    /** Connections that the hub hung up on. */
    Counter closed(String why) {
        return meters.counter("haihe.bus.closed", "why", why);
    }
}
