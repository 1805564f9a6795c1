package cn.haihe.signal.bench;

import cn.haihe.map.city.Junction;
import cn.haihe.signal.RandomJunctions;
import cn.haihe.signal.Street;
import cn.haihe.signal.device.ControllerFleet;
import cn.haihe.signal.device.DeviceClock;
import cn.haihe.signal.device.DeviceConfig;
import cn.haihe.signal.device.DeviceFaults;
import cn.haihe.signal.device.DeviceLink;
import cn.haihe.signal.device.SimulatedController;
import cn.haihe.signal.fieldbus.BusLimits;
import cn.haihe.signal.fieldbus.Communication;
import cn.haihe.signal.fieldbus.ControllerBinding;
import cn.haihe.signal.fieldbus.LinkKind;
import cn.haihe.signal.fieldbus.gbt20999.Gbt20999Bus;
import cn.haihe.signal.fieldbus.gbt20999.Gbt20999Profile;
import cn.haihe.signal.junction.JunctionDesigner;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.junction.UnsignallableJunction;
import cn.haihe.signal.optimise.TypicalDemand;
import cn.haihe.signal.optimise.Webster;
import cn.haihe.signal.optimise.WebsterRules;
import cn.haihe.signal.verify.Limits;
import cn.haihe.signal.verify.SafetyVerifier;
import cn.haihe.signal.verify.Verdict;
import cn.haihe.signal.verify.VerifiedPlan;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/**
 * A bus on one event loop and controllers on another, on real sockets of this machine: every second one over UDP, the
 * others over TCP.
 */
final class BenchTown implements AutoCloseable {
    /** @param verified what is pushed to it */
    record Place(String junctionId, SignalJunction junction, VerifiedPlan verified) {}

    private static final String HOST = "127.0.0.1";
    private static final int HEARTBEAT_SECONDS = 1;
    private static final int CENTRE_LOST_SECONDS = 120;
    private static final int DIALLED_AT_ONCE = 250;
    private static final BusLimits LIMITS = BusLimits.DEFAULT;

    final Gbt20999Bus bus;
    final Vertx busVertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Vertx deviceVertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    private final ControllerFleet fleet;
    private final long busThread;
    private final LongFunction<DeviceFaults> faults;
    final List<Place> places = new ArrayList<>();
    final List<SimulatedController> devices = new ArrayList<>();

    /** @param faults of a controller, by its id */
    BenchTown(Gbt20999Profile profile, DeviceClock clock, LongFunction<DeviceFaults> faults) {
        this.faults = faults;
        bus = Street.await(Gbt20999Bus.open(busVertx, HOST, 0, profile, LIMITS, Clock.systemUTC()));
        fleet = Street.await(ControllerFleet.open(deviceVertx, clock));
        long[] thread = new long[1];
        Street.await(Future.future(done -> busVertx.runOnContext(nothing -> {
            thread[0] = Thread.currentThread().getId();
            done.handle(Future.succeededFuture());
        })));
        busThread = thread[0];
    }

    /** Processor time of the bus so far. */
    long busCpuNanos() {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(busThread);
    }

    /** Processor time of the controllers so far. */
    long deviceCpuNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null
                        && thread.getThreadName().startsWith("vert.x-eventloop")
                        && thread.getThreadId() != busThread)
                .mapToLong(thread -> Math.max(0, threads.getThreadCpuTime(thread.getThreadId())))
                .sum();
    }

    /** Designs, registers and powers more controllers, until there are so many. */
    void growTo(int count, long firstSeed, int planNumber) {
        List<Place> fresh = new ArrayList<>();
        for (long seed = firstSeed + places.size(); places.size() + fresh.size() < count; seed++) {
            place(seed, planNumber).ifPresent(fresh::add);
        }
        for (int from = 0; from < fresh.size(); from += DIALLED_AT_ONCE) {
            power(fresh.subList(from, Math.min(fresh.size(), from + DIALLED_AT_ONCE)));
        }
    }

    private void power(List<Place> some) {
        List<DeviceConfig> configs = new ArrayList<>();
        for (Place place : some) {
            long id = places.size() + 1L;
            boolean udp = id % 2 == 0;
            bus.register(new ControllerBinding(
                    place.junctionId(), id, 1, udp ? LinkKind.UDP : LinkKind.TCP_SERVER, Optional.empty()));
            DeviceLink link = udp ? DeviceLink.udp(HOST, bus.port()) : DeviceLink.tcp(HOST, bus.port());
            configs.add(DeviceConfig.of(id, 1, place.junction(), link)
                    .withHeartbeat(HEARTBEAT_SECONDS, CENTRE_LOST_SECONDS)
                    .with(faults.apply(id)));
            places.add(place);
        }
        devices.addAll(Street.await(fleet.start(configs)));
        List<Place> expected = List.copyOf(some);
        Street.until(
                () -> expected.stream()
                        .allMatch(place -> bus.communication(place.junctionId()) != Communication.UNKNOWN),
                "all controllers are heard");
    }

    private static Optional<Place> place(long seed, int planNumber) {
        Junction map = RandomJunctions.of(seed);
        try {
            SignalJunction junction = JunctionDesigner.design(map);
            var plan = new Webster(WebsterRules.DEFAULT)
                    .plan(map, junction, TypicalDemand.of(map, segment -> null), planNumber);
            Verdict verdict = new SafetyVerifier(Limits.DEFAULT).verify(junction, plan);
            return verdict instanceof Verdict.Safe safe
                    ? Optional.of(new Place(map.id(), junction, safe.plan()))
                    : Optional.empty();
        } catch (UnsignallableJunction notOne) {
            return Optional.empty();
        }
    }

    int unsafeStates() {
        return devices.stream()
                .mapToInt(device -> device.state().unsafeStates())
                .sum();
    }

    static void sleep(double seconds) {
        try {
            TimeUnit.MILLISECONDS.sleep(Math.round(seconds * 1000));
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    @Override
    public void close() {
        Street.await(deviceVertx.close());
        Street.await(busVertx.close());
    }
}
