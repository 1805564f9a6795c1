package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.ErrorCode;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.PlanObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The rows of 9.2 in a set frame. */
final class PlanRows {
    private static final int OF_PLANS = 9;

    private final DeviceConfig config;
    private final Cabinet cabinet;
    private final SetRequest request;
    private final Set<Integer> rows = new TreeSet<>();

    PlanRows(DeviceConfig config, Cabinet cabinet, SetRequest request) {
        this.config = config;
        this.cabinet = cabinet;
        this.request = request;
    }

    void judge() {
        for (DataValue value : request.values()) {
            if (value.address().dataClass() == OF_PLANS) {
                int row = value.address().element();
                boolean named = Item.find(value.address())
                        .filter(Item.PLAN_NUMBER::equals)
                        .isPresent();
                if (named && value.number() != row) {
                    request.refuse(value, ErrorCode.WRONG_VALUE);
                }
                rows.add(row);
            }
        }
        rows.forEach(this::judgeRow);
    }

    /** Whether the plan is held, or comes with this frame. */
    boolean willHold(int plan) {
        return rows.contains(plan) || cabinet.findPlan(plan).isPresent();
    }

    private void judgeRow(int row) {
        ChainOrder order = config.profile().chainOrder();
        PlanObject held = cabinet.findPlan(row).orElse(new PlanObject(row, config.roadId(), 0, 0, 0, List.of()));
        PlanObject plan =
                PlanObject.find(row, request.over(held.toValues(order)), order).orElseThrow();
        Optional<PlanGuard.Refusal> refusal = new PlanGuard(config.junction(), config.roadId()).check(plan);
        if (refusal.isPresent()) {
            request.refuse(refusal.get().item().at(row), refusal.get().code());
        } else {
            PlanObject kept = config.faults().storesAnotherPlan() ? otherwise(plan) : plan;
            request.then(() -> cabinet.store(kept));
        }
    }

    /** Another safe plan than the one that was sent: what a controller keeps that lies. */
    private static PlanObject otherwise(PlanObject plan) {
        int offset = (int) ((plan.offsetSeconds() + plan.cycleSeconds() / 2) % plan.cycleSeconds());
        return new PlanObject(
                plan.number(), plan.road(), plan.cycleSeconds(), plan.coordination(), offset, plan.entries());
    }
}
