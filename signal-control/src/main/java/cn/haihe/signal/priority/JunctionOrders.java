package cn.haihe.signal.priority;

import cn.haihe.map.city.Junction;
import cn.haihe.signal.fieldbus.FieldBus;
import cn.haihe.signal.fieldbus.JunctionCommand;
import cn.haihe.signal.fieldbus.JunctionCommand.Purpose;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.verify.SafetyVerifier;
import io.vertx.core.Future;

/** Takes orders to the field bus; a stage that is not safe goes nowhere. */
public final class JunctionOrders {
    private final FieldBus bus;
    private final SafetyVerifier verifier;

    public JunctionOrders(FieldBus bus, SafetyVerifier verifier) {
        this.bus = bus;
        this.verifier = verifier;
    }

    /** Stages are held against the map as well. The future never fails. */
    public Future<Outcome<Void>> send(Junction map, SignalJunction junction, Order order) {
        if (order instanceof Order.RunPlan plan) {
            return bus.activate(junction.id(), plan.number());
        }
        if (order instanceof Order.Perform perform) {
            return perform(map, junction, perform);
        }
        return bus.command(new JunctionCommand.Release(junction.id()));
    }

    private Future<Outcome<Void>> perform(Junction map, SignalJunction junction, Order.Perform perform) {
        if (perform.act() instanceof Act.Hold hold) {
            Purpose purpose = perform.authority() == Authority.MANUAL ? Purpose.MANUAL : Purpose.PRIORITY;
            return verifier.findSafeStage(map, junction, hold.stage())
                    .map(stage -> bus.command(new JunctionCommand.HoldStage(stage, purpose)))
                    .orElseGet(() -> Future.succeededFuture(
                            new Outcome.Refused<>("stage " + hold.stage() + " is not safe, or not there")));
        }
        return bus.command(
                switch (((Act.Lamps) perform.act()).kind()) {
                    case FLASH -> new JunctionCommand.Flash(junction.id());
                    case ALL_RED -> new JunctionCommand.AllRed(junction.id());
                    case LIGHTS_OFF -> new JunctionCommand.LightsOff(junction.id());
                });
    }
}
