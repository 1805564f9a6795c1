package cn.haihe.signal.priority;

import static cn.haihe.signal.Street.await;

import cn.haihe.map.city.Junction;
import cn.haihe.map.city.Movement;
import cn.haihe.signal.RandomJunctions;
import cn.haihe.signal.Street;
import cn.haihe.signal.device.ControllerFleet;
import cn.haihe.signal.device.DeviceConfig;
import cn.haihe.signal.device.DeviceLink;
import cn.haihe.signal.device.SimulatedController;
import cn.haihe.signal.fieldbus.Communication;
import cn.haihe.signal.fieldbus.ControllerBinding;
import cn.haihe.signal.fieldbus.FieldStatus;
import cn.haihe.signal.fieldbus.LinkKind;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.fieldbus.gbt20999.Gbt20999Bus;
import cn.haihe.signal.junction.JunctionDesigner;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.optimise.TypicalDemand;
import cn.haihe.signal.optimise.Webster;
import cn.haihe.signal.optimise.WebsterRules;
import cn.haihe.signal.plan.TimingPlan;
import cn.haihe.signal.verify.Limits;
import cn.haihe.signal.verify.SafetyVerifier;
import cn.haihe.signal.verify.Verdict;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A row of junctions whose controllers stand on real sockets and live by a time that the test moves on, second by second.
 */
final class VirtualStreet implements AutoCloseable {
    static final double SPACING_METRES = 400;
    static final double WIDTH_METRES = 30;

    final Vertx vertx = Vertx.vertx();
    final Gbt20999Bus bus;
    final JunctionOrders orders;
    final List<SignalJunction> junctions = new ArrayList<>();
    final Map<String, Junction> maps = new HashMap<>();
    final List<SimulatedController> devices = new ArrayList<>();
    final Map<String, TimingPlan> plans = new HashMap<>();
    final int straightOn;
    volatile Instant now = Instant.parse("2026-11-23T00:00:00Z");

    /** @param seed of the offsets: each junction runs its plan in step with none of the others */
    VirtualStreet(int count, long seed) {
        Random random = new Random(seed);
        bus = await(Gbt20999Bus.open(vertx, Street.HOST, 0, Street.quick(), Street.FAST, Clock.systemUTC()));
        orders = new JunctionOrders(bus, new SafetyVerifier(Limits.DEFAULT));
        ControllerFleet fleet = await(ControllerFleet.open(vertx, () -> now));
        Junction model = RandomJunctions.cross("j0", 3);
        straightOn = model.movements().stream()
                .filter(movement -> movement.fromApproach() == 3 && movement.toApproach() == 1)
                .mapToInt(Movement::number)
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < count; i++) {
            Junction map = RandomJunctions.cross("j" + i, 3);
            SignalJunction junction = JunctionDesigner.design(map);
            junctions.add(junction);
            maps.put(junction.id(), map);
            bus.register(new ControllerBinding(junction.id(), i + 1, 1, LinkKind.UDP, Optional.empty()));
            Street.until(() -> bus.findBinding(junction.id()).isPresent(), "it is known");
            devices.add(
                    await(fleet.start(DeviceConfig.of(i + 1, 1, junction, DeviceLink.udp(Street.HOST, bus.port())))));
            Street.until(() -> bus.communication(junction.id()) == Communication.ONLINE, "it is heard");
            TimingPlan webster =
                    new Webster(WebsterRules.DEFAULT).plan(map, junction, TypicalDemand.of(map, segment -> null), 3);
            TimingPlan plan =
                    new TimingPlan(3, webster.cycleSeconds(), random.nextInt(webster.cycleSeconds()), webster.stages());
            plans.put(junction.id(), plan);
            Verdict verdict = new SafetyVerifier(Limits.DEFAULT).verify(junction, plan);
            await(bus.load(((Verdict.Safe) verdict).plan()));
            await(bus.activate(junction.id(), 3));
        }
        for (int second = 0; second < 200; second++) {
            tick();
        }
    }

    List<Crossing> crossings() {
        List<Crossing> crossings = new ArrayList<>();
        for (int i = 0; i < junctions.size(); i++) {
            double stopLine = (i + 1) * SPACING_METRES;
            crossings.add(new Crossing(junctions.get(i).id(), straightOn, stopLine, stopLine + WIDTH_METRES));
        }
        return crossings;
    }

    /** One second passes for every controller; what each says then. */
    Map<String, FieldStatus> tick() {
        now = now.plusSeconds(1);
        List<Future<Outcome<FieldStatus>>> polls =
                junctions.stream().map(junction -> bus.poll(junction.id())).toList();
        await(Future.all(polls));
        Map<String, FieldStatus> seen = new HashMap<>();
        for (Future<Outcome<FieldStatus>> poll : polls) {
            if (poll.result() instanceof Outcome.Done<FieldStatus> done) {
                seen.put(done.value().junctionId(), done.value());
            }
        }
        return seen;
    }

    SignalJunction junction(String id) {
        return junctions.stream()
                .filter(known -> known.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
