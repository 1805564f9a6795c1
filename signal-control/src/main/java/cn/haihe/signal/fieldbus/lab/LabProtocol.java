package cn.haihe.signal.fieldbus.lab;

import cn.haihe.signal.fieldbus.BusLimits;
import cn.haihe.signal.fieldbus.FieldProtocol;
import cn.haihe.signal.fieldbus.LinkProfile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;

/**
 * The lab bus: one JSON object a line over TCP, for test benches and gateways of devices that speak nothing else. See
 * {@link LabBus} for the lines.
 */
public final class LabProtocol implements FieldProtocol {
    public static final String NAME = "lab";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void check(LinkProfile profile) {
        if (!profile.protocol().equals(NAME)) {
            throw new IllegalArgumentException("a profile of protocol " + profile.protocol());
        }
        if (!profile.settings().isEmpty()) {
            throw new IllegalArgumentException(
                    "unknown setting " + profile.settings().keySet().iterator().next());
        }
    }

    @Override
    public Future<LabBus> open(Vertx vertx, String host, int port, LinkProfile usual, BusLimits limits, Clock clock) {
        check(usual);
        return LabBus.open(vertx, host, port, usual.timing(), limits, clock);
    }
}
