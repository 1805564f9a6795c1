package cn.haihe.signal.fieldbus;

import cn.haihe.signal.plan.TimingPlan;
import cn.haihe.signal.timetable.Timetable;
import cn.haihe.signal.verify.VerifiedPlan;
import cn.haihe.signal.verify.VerifiedTimetable;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Several protocols as one field bus: each junction goes by the bus that its profile names. */
public final class FieldBuses implements FieldBus {
    private final Map<String, FieldBus> byProtocol;
    private final FieldBus usual;
    private final Map<String, FieldBus> byJunction = new ConcurrentHashMap<>();

    /** @param usual of them, for junctions that are registered without a profile and for those that are not registered */
    public FieldBuses(Map<String, FieldBus> byProtocol, FieldBus usual) {
        this.byProtocol = Map.copyOf(byProtocol);
        this.usual = usual;
    }

    private FieldBus of(String junctionId) {
        return byJunction.getOrDefault(junctionId, usual);
    }

    @Override
    public void register(ControllerBinding binding) {
        move(binding.junctionId(), usual);
        usual.register(binding);
    }

    @Override
    public void register(ControllerBinding binding, LinkProfile profile) {
        FieldBus bus = byProtocol.get(profile.protocol());
        if (bus == null) {
            throw new IllegalArgumentException("nobody speaks " + profile.protocol());
        }
        move(binding.junctionId(), bus);
        bus.register(binding, profile);
    }

    private void move(String junctionId, FieldBus to) {
        FieldBus before = byJunction.put(junctionId, to);
        if (before != null && before != to) {
            before.unregister(junctionId);
        }
    }

    @Override
    public void unregister(String junctionId) {
        FieldBus bus = byJunction.remove(junctionId);
        if (bus != null) {
            bus.unregister(junctionId);
        }
    }

    @Override
    public Optional<ControllerBinding> findBinding(String junctionId) {
        return of(junctionId).findBinding(junctionId);
    }

    @Override
    public Future<Outcome<Void>> load(VerifiedPlan plan) {
        return of(plan.junctionId()).load(plan);
    }

    @Override
    public Future<Outcome<TimingPlan>> readBack(String junctionId, int planNumber) {
        return of(junctionId).readBack(junctionId, planNumber);
    }

    @Override
    public Future<Outcome<Void>> activate(String junctionId, int planNumber) {
        return of(junctionId).activate(junctionId, planNumber);
    }

    @Override
    public Future<Outcome<Void>> command(JunctionCommand command) {
        return of(command.junctionId()).command(command);
    }

    @Override
    public Future<Outcome<FieldStatus>> poll(String junctionId) {
        return of(junctionId).poll(junctionId);
    }

    @Override
    public Future<Outcome<List<DetectorReading>>> readDetectors(String junctionId, Set<Integer> detectors) {
        return of(junctionId).readDetectors(junctionId, detectors);
    }

    @Override
    public Future<Outcome<StageProgress>> readStage(String junctionId, int stage) {
        return of(junctionId).readStage(junctionId, stage);
    }

    @Override
    public Future<Outcome<Void>> setClock(String junctionId) {
        return of(junctionId).setClock(junctionId);
    }

    @Override
    public Future<Integer> broadcastClock() {
        List<Future<Integer>> sent =
                byProtocol.values().stream().map(FieldBus::broadcastClock).toList();
        return Future.join(sent)
                .map(all -> sent.stream().mapToInt(Future::result).sum());
    }

    @Override
    public Future<Outcome<ClockReading>> readClock(String junctionId) {
        return of(junctionId).readClock(junctionId);
    }

    @Override
    public Future<Outcome<CabinetHealth>> readHealth(String junctionId) {
        return of(junctionId).readHealth(junctionId);
    }

    @Override
    public Future<Outcome<Void>> load(VerifiedTimetable timetable) {
        return of(timetable.junctionId()).load(timetable);
    }

    @Override
    public Future<Outcome<Timetable>> readBackTimetable(String junctionId) {
        return of(junctionId).readBackTimetable(junctionId);
    }

    @Override
    public Communication communication(String junctionId) {
        return of(junctionId).communication(junctionId);
    }

    @Override
    public Optional<LinkState> findLinkState(String junctionId) {
        return of(junctionId).findLinkState(junctionId);
    }

    @Override
    public void listen(FieldListener listener) {
        byProtocol.values().forEach(bus -> bus.listen(listener));
    }

    @Override
    public FieldBusCounters counters() {
        Map<String, Long> rejected = new HashMap<>();
        long received = 0;
        long sent = 0;
        for (FieldBus bus : byProtocol.values()) {
            FieldBusCounters counters = bus.counters();
            received += counters.framesReceived();
            sent += counters.framesSent();
            counters.rejected().forEach((reason, count) -> rejected.merge(reason, count, Long::sum));
        }
        return new FieldBusCounters(received, sent, rejected);
    }

    @Override
    public Future<Void> close() {
        return Future.join(byProtocol.values().stream().map(FieldBus::close).toList())
                .mapEmpty();
    }
}
