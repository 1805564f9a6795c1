package cn.haihe.signal.device;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Simulated controllers on one event loop: thousands share it, one timer and one UDP socket. Start several fleets to use
 * several cores. All methods may be called from any thread.
 */
public final class ControllerFleet {
    private static final long VISIT_MILLIS = 500;
    /** Each controller is visited once in so many ticks. */
    private static final int SLICES = 5;

    private final Vertx vertx;
    private final DeviceClock clock;
    private final long tickMillis;
    private final List<SimulatedController> controllers = new CopyOnWriteArrayList<>();
    private final List<TcpDialler> diallers = new ArrayList<>();
    private final Loop loop = new Loop();
    private NetClient client;
    private UdpLine udp;
    private int slice;

    private ControllerFleet(Vertx vertx, DeviceClock clock, long visitMillis) {
        this.vertx = vertx;
        this.clock = clock;
        tickMillis = Math.max(1, visitMillis / SLICES);
    }

    public static Future<ControllerFleet> open(Vertx vertx, DeviceClock clock) {
        return open(vertx, clock, VISIT_MILLIS);
    }

    /**
     * For few controllers with a fast clock, to whom much happens in half a second.
     *
     * @param visitMillis between two looks of a controller at its clock, where nobody asks it anything
     */
    public static Future<ControllerFleet> open(Vertx vertx, DeviceClock clock, long visitMillis) {
        ControllerFleet fleet = new ControllerFleet(vertx, clock, visitMillis);
        return vertx.deployVerticle(fleet.loop).map(fleet);
    }

    /** Powers a controller up; it keeps trying to reach the centre for as long as the fleet is open. */
    public Future<SimulatedController> start(DeviceConfig config) {
        return start(List.of(config)).map(started -> started.get(0));
    }

    /** The same for many: much cheaper than one after the other. */
    public Future<List<SimulatedController>> start(List<DeviceConfig> configs) {
        Promise<List<SimulatedController>> started = Promise.promise();
        loop.run(() -> {
            List<SimulatedController> all = new ArrayList<>();
            try {
                configs.forEach(config -> all.add(new SimulatedController(config, clock, this::later)));
            } catch (RuntimeException unusable) {
                started.fail(unusable);
                return;
            }
            controllers.addAll(all);
            all.forEach(this::connect);
            started.complete(all);
        });
        return started.future();
    }

    private void connect(SimulatedController controller) {
        if (controller.config().link().kind() == DeviceLink.Kind.UDP) {
            if (udp == null) {
                udp = new UdpLine(vertx);
            }
            udp.add(controller);
        } else {
            TcpDialler dialler = new TcpDialler(vertx, client, controller);
            diallers.add(dialler);
            dialler.dial();
        }
    }

    public List<SimulatedController> controllers() {
        return List.copyOf(controllers);
    }

    /** Power off for all; sockets are closed. */
    public Future<Void> close() {
        return loop.deploymentID() == null ? Future.succeededFuture() : vertx.undeploy(loop.deploymentID());
    }

    private void later(long millis, Runnable work) {
        vertx.setTimer(millis, timer -> work.run());
    }

    private void tick() {
        slice = (slice + 1) % SLICES;
        for (int i = slice; i < controllers.size(); i += SLICES) {
            controllers.get(i).tick();
        }
    }

    private final class Loop extends AbstractVerticle {
        @Override
        public void start() {
            client = vertx.createNetClient(TcpDialler.options());
            vertx.setPeriodic(tickMillis, timer -> tick());
        }

        @Override
        public void stop() {
            diallers.forEach(TcpDialler::close);
            client.close();
            if (udp != null) {
                udp.close();
            }
        }

        void run(Runnable work) {
            context.runOnContext(nothing -> work.run());
        }
    }
}
