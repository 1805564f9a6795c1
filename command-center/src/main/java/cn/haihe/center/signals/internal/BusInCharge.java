package cn.haihe.center.signals.internal;

import cn.haihe.center.signals.InCharge;
import cn.haihe.signal.fieldbus.CabinetHealth;
import cn.haihe.signal.fieldbus.ClockReading;
import cn.haihe.signal.fieldbus.Communication;
import cn.haihe.signal.fieldbus.ControllerBinding;
import cn.haihe.signal.fieldbus.DetectorReading;
import cn.haihe.signal.fieldbus.FieldBus;
import cn.haihe.signal.fieldbus.FieldBusCounters;
import cn.haihe.signal.fieldbus.FieldListener;
import cn.haihe.signal.fieldbus.FieldStatus;
import cn.haihe.signal.fieldbus.JunctionCommand;
import cn.haihe.signal.fieldbus.LinkProfile;
import cn.haihe.signal.fieldbus.LinkState;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.fieldbus.StageProgress;
import cn.haihe.signal.plan.TimingPlan;
import cn.haihe.signal.timetable.Timetable;
import cn.haihe.signal.verify.VerifiedPlan;
import cn.haihe.signal.verify.VerifiedTimetable;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A field bus that changes nothing in the street unless this hub is in charge at that moment, so that a work of many steps ends
 * too where the charge was lost between two of them. Readings pass.
 */
final class BusInCharge implements FieldBus {
    static final String REFUSAL = "this hub is not in charge of the signals";

    private final FieldBus bus;
    private final InCharge charge;

    BusInCharge(FieldBus bus, InCharge charge) {
        this.bus = bus;
        this.charge = charge;
    }

    private Future<Outcome<Void>> ifOurs(Supplier<Future<Outcome<Void>>> act) {
        return charge.isOurs() ? act.get() : Future.succeededFuture(new Outcome.Refused<>(REFUSAL));
    }

    @Override
    public Future<Outcome<Void>> load(VerifiedPlan plan) {
        return ifOurs(() -> bus.load(plan));
    }

    @Override
    public Future<Outcome<Void>> load(VerifiedTimetable timetable) {
        return ifOurs(() -> bus.load(timetable));
    }

    @Override
    public Future<Outcome<Void>> activate(String junctionId, int planNumber) {
        return ifOurs(() -> bus.activate(junctionId, planNumber));
    }

    @Override
    public Future<Outcome<Void>> command(JunctionCommand command) {
        return ifOurs(() -> bus.command(command));
    }

    @Override
    public Future<Outcome<Void>> setClock(String junctionId) {
        return ifOurs(() -> bus.setClock(junctionId));
    }

    @Override
    public Future<Integer> broadcastClock() {
        return charge.isOurs() ? bus.broadcastClock() : Future.succeededFuture(0);
    }

    @Override
    public void register(ControllerBinding binding) {
        bus.register(binding);
    }

    @Override
    public void register(ControllerBinding binding, LinkProfile profile) {
        bus.register(binding, profile);
    }

    @Override
    public void unregister(String junctionId) {
        bus.unregister(junctionId);
    }

    @Override
    public Optional<ControllerBinding> findBinding(String junctionId) {
        return bus.findBinding(junctionId);
    }

    @Override
    public Future<Outcome<TimingPlan>> readBack(String junctionId, int planNumber) {
        return bus.readBack(junctionId, planNumber);
    }

    @Override
    public Future<Outcome<FieldStatus>> poll(String junctionId) {
        return bus.poll(junctionId);
    }

    @Override
    public Future<Outcome<List<DetectorReading>>> readDetectors(String junctionId, Set<Integer> detectors) {
        return bus.readDetectors(junctionId, detectors);
    }

    @Override
    public Future<Outcome<StageProgress>> readStage(String junctionId, int stage) {
        return bus.readStage(junctionId, stage);
    }

    @Override
    public Future<Outcome<ClockReading>> readClock(String junctionId) {
        return bus.readClock(junctionId);
    }

    @Override
    public Future<Outcome<CabinetHealth>> readHealth(String junctionId) {
        return bus.readHealth(junctionId);
    }

    @Override
    public Future<Outcome<Timetable>> readBackTimetable(String junctionId) {
        return bus.readBackTimetable(junctionId);
    }

    @Override
    public Communication communication(String junctionId) {
        return bus.communication(junctionId);
    }

    @Override
    public Optional<LinkState> findLinkState(String junctionId) {
        return bus.findLinkState(junctionId);
    }

    @Override
    public void listen(FieldListener listener) {
        bus.listen(listener);
    }

    @Override
    public FieldBusCounters counters() {
        return bus.counters();
    }

    @Override
    public Future<Void> close() {
        return bus.close();
    }
}
