package cn.haihe.ops.city.bus;

import cn.haihe.ops.city.traffic.SeededHash;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All buses: moved once a second on one event loop, each reporting on its own beat. */
public final class BusFleet {
    private static final Logger LOG = LoggerFactory.getLogger(BusFleet.class);
    private static final long STEP_MILLIS = 1000;
    private static final double LONGEST_STEP_SECONDS = 3;
    private static final long DIAL_SPREAD_MILLIS = 15;

    private final Vertx vertx;
    private final Clock clock;
    private final long periodMillis;
    private final FleetCounts counts = new FleetCounts();
    private final List<BusLink> links;
    private final Context context;
    private volatile BusMotion.Traffic traffic;
    private volatile int connected;
    private Instant last;

    /** @param periodMillis between two fixes of one bus, at least 1,000 */
    public BusFleet(
            Vertx vertx,
            Clock clock,
            FleetAddress address,
            List<Bus> buses,
            long periodMillis,
            BusMotion.Traffic traffic) {
        if (periodMillis < STEP_MILLIS) {
            throw new IllegalArgumentException("a bus reports at most once a second, not every " + periodMillis);
        }
        this.vertx = vertx;
        this.clock = clock;
        this.periodMillis = periodMillis;
        this.traffic = traffic;
        NetClient client = vertx.createNetClient(
                new NetClientOptions().setConnectTimeout(10_000).setTcpKeepAlive(true));
        links = buses.stream()
                .map(bus -> new BusLink(vertx, client, address, bus, counts))
                .toList();
        context = vertx.getOrCreateContext();
    }

    /** The traffic from now on; callable from any thread. */
    public void traffic(BusMotion.Traffic current) {
        traffic = current;
    }

    public FleetCounts counts() {
        return counts;
    }

    public int size() {
        return links.size();
    }

    public int connected() {
        return connected;
    }

    public void start() {
        context.runOnContext(nothing -> {
            last = clock.instant();
            for (int i = 0; i < links.size(); i++) {
                links.get(i).dial(i * DIAL_SPREAD_MILLIS % 30_000);
                links.get(i).firstReport(last.plusMillis(spreadMillis(i)));
            }
            vertx.setPeriodic(STEP_MILLIS, timer -> step());
        });
    }

    private long spreadMillis(int i) {
        return Math.floorMod(SeededHash.mix(i, 1, 1), periodMillis);
    }

    private void step() {
        Instant now = clock.instant();
        double seconds = Math.min(LONGEST_STEP_SECONDS, (now.toEpochMilli() - last.toEpochMilli()) / 1000.0);
        last = now;
        int up = 0;
        for (BusLink link : links) {
            link.bus().drive(seconds, traffic);
            link.tick(now, periodMillis);
            up += link.connected() ? 1 : 0;
        }
        connected = up;
    }

    /** Logs every terminal out; waits a few seconds at most. */
    public void stop() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        context.runOnContext(nothing -> {
            links.forEach(BusLink::stop);
            done.complete(null);
        });
        try {
            done.get(5, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            LOG.warn("some terminals did not log out", late);
        }
    }
}
