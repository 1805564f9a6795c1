package cn.haihe.signal.fieldbus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;

/** A protocol that controllers speak: all that the rest of Haihe needs of it. */
public interface FieldProtocol {
    /** As {@link LinkProfile#protocol} names it. */
    String name();

    /** @throws IllegalArgumentException saying which setting of the profile makes no sense */
    void check(LinkProfile profile);

    /**
     * @param port to listen on, 0 for any free one
     * @param usual for controllers that are registered without a profile of their own
     */
    Future<? extends FieldBus> open(
            Vertx vertx, String host, int port, LinkProfile usual, BusLimits limits, Clock clock);
}
