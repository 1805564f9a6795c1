package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.BusLimits;
import cn.haihe.signal.fieldbus.FieldProtocol;
import cn.haihe.signal.fieldbus.LinkProfile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;

/** GB/T 20999-2017 among the protocols of link profiles. */
public final class Gbt20999Protocol implements FieldProtocol {
    public static final String NAME = "gbt20999";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void check(LinkProfile profile) {
        Gbt20999Settings.read(profile);
    }

    @Override
    public Future<Gbt20999Bus> open(
            Vertx vertx, String host, int port, LinkProfile usual, BusLimits limits, Clock clock) {
        return Gbt20999Bus.open(vertx, host, port, Gbt20999Settings.read(usual), limits, clock);
    }
}
