package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.fieldbus.gbt20999.wire.Address;
import cn.haihe.signal.fieldbus.gbt20999.wire.CenterControl;
import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.PlanObject;
import cn.haihe.signal.fieldbus.gbt20999.wire.ValueList;
import cn.haihe.signal.fieldbus.link.Priority;
import cn.haihe.signal.plan.TimingPlan;
import cn.haihe.signal.verify.VerifiedPlan;
import io.vertx.core.Future;
import java.util.List;

/** Plans and what the centre commands: classes 9 and 17. */
final class PlanWork {
    private PlanWork() {}

    static Future<Outcome<Void>> load(Target target, VerifiedPlan plan) {
        PlanObject row = WirePlans.toWire(plan.plan(), target.road());
        List<DataValue> values = row.toValues(target.wire().chainOrder());
        return target.set(Priority.CONFIGURE, "plan " + row.number(), List.of(values));
    }

    /**
     * The controller's plans are numbered over all its roads: that of another junction is not written over, nor one of which the
     * controller did not say whose it is.
     */
    static Future<Outcome<Void>> loadBesideOthers(Target target, VerifiedPlan plan) {
        int number = plan.plan().number();
        List<Address> road =
                Values.addresses(new ValueList().ask(Item.PLAN_ROAD, number).list());
        return target.query(Priority.CONFIGURE, "road of plan " + number, road).compose(outcome -> {
            Outcome<Integer> holder = Outcomes.read(outcome, answers -> answers.findRoad(Item.PLAN_ROAD, number));
            if (!(holder instanceof Outcome.Done<Integer> told)) {
                return Future.succeededFuture(Outcomes.retype(holder));
            }
            return told.value() == 0 || told.value() == target.road()
                    ? load(target, plan)
                    : Future.succeededFuture(new Outcome.Refused<>(
                            "plan " + number + " of this controller is one of its road " + told.value()));
        });
    }

    static Future<Outcome<TimingPlan>> readBack(Target target, int planNumber) {
        ChainOrder order = target.wire().chainOrder();
        return target.query(
                        Priority.CONFIGURE, "read plan " + planNumber, Values.addresses(PlanObject.query(planNumber)))
                .map(outcome -> Outcomes.read(
                        outcome,
                        answers -> PlanObject.find(planNumber, answers.values(), order)
                                .filter(row -> row.road() == target.road())
                                .flatMap(WirePlans::find)));
    }

    static Future<Outcome<Void>> activate(Target target, int planNumber) {
        List<DataValue> values = CenterControl.runPlan(
                target.road(), planNumber, target.profile().activationMode());
        return target.set(Priority.COMMAND, controlOf(target), List.of(values));
    }

    /** What a junction is to do now is one thing: the newest word on it counts. */
    static String controlOf(Target target) {
        return "control " + target.road();
    }
}
