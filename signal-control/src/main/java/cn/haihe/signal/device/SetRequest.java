package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.Access;
import cn.haihe.signal.fieldbus.gbt20999.wire.Address;
import cn.haihe.signal.fieldbus.gbt20999.wire.BigEndian;
import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.ErrorCode;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.PlanObject;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunMode;
import cn.haihe.signal.fieldbus.gbt20999.wire.ValueMap;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One set frame at a controller: with one bad value none is set. Values that name a plan's row are put over what the row
 * holds, then the row is judged as a whole. What the centre commands comes last, so it may name a plan of the same
 * frame; a command that fails leaves the plans stored.
 */
final class SetRequest {
    private static final Set<Item> PLAN_ITEMS = EnumSet.range(Item.PLAN_NUMBER, Item.PLAN_STAGE_OCCURRENCE);
    private static final Set<Item> CONTROL_ITEMS = EnumSet.range(Item.CONTROL_ROAD, Item.CONTROL_MODE);

    private final DeviceConfig config;
    private final Cabinet cabinet;
    private final List<DataValue> values;
    private final List<DataValue> errors = new ArrayList<>();
    private final TreeSet<Integer> planRows = new TreeSet<>();
    private boolean controls;

    SetRequest(DeviceConfig config, Cabinet cabinet, List<DataValue> values) {
        this.config = config;
        this.cabinet = cabinet;
        this.values = values;
    }

    /** The errors, each a value with its code; none where all was done. */
    List<DataValue> apply() {
        values.forEach(this::checkOne);
        if (!errors.isEmpty()) {
            return errors;
        }
        ValueMap map = new ValueMap(values);
        List<PlanObject> plans = new ArrayList<>();
        for (int row : planRows) {
            planOf(row).ifPresent(plans::add);
        }
        if (errors.isEmpty()) {
            plans.forEach(cabinet::store);
            if (controls) {
                control(map);
            }
        }
        return errors;
    }

    private void checkOne(DataValue value) {
        Optional<Item> item = Item.find(value.address());
        if (item.isEmpty()) {
            refuse(value, ErrorCode.NO_SUCH_OBJECT);
        } else if (item.get().access() == Access.READ) {
            refuse(value, ErrorCode.READ_ONLY);
        } else if (item.get().hasFixedSize()
                && value.value().length != item.get().bytes()) {
            refuse(value, ErrorCode.WRONG_LENGTH);
        } else if (PLAN_ITEMS.contains(item.get())) {
            int row = value.address().element();
            if (row < 1 || row > 128) {
                refuse(value, ErrorCode.NO_SUCH_OBJECT);
            } else if (item.get() == Item.PLAN_NUMBER && value.number() != row) {
                refuse(value, ErrorCode.WRONG_VALUE);
            }
            planRows.add(row);
        } else if (CONTROL_ITEMS.contains(item.get())) {
            if (value.address().element() != config.roadId()) {
                refuse(value, ErrorCode.NO_SUCH_OBJECT);
            }
            controls = true;
        } else {
            refuse(value, ErrorCode.NO_SUCH_OBJECT);
        }
    }

    private Optional<PlanObject> planOf(int row) {
        ChainOrder order = config.profile().chainOrder();
        PlanObject held = cabinet.findPlan(row).orElse(new PlanObject(row, config.roadId(), 0, 0, 0, List.of()));
        List<DataValue> merged = new ArrayList<>(held.toValues(order));
        merged.addAll(values);
        PlanObject plan = PlanObject.find(row, new ValueMap(merged), order).orElseThrow();
        Optional<PlanGuard.Refusal> refusal = new PlanGuard(config.junction(), config.roadId()).check(plan);
        if (refusal.isPresent()) {
            refuse(valueAt(refusal.get().item().at(row)), refusal.get().code());
            return Optional.empty();
        }
        return Optional.of(plan);
    }

    private void control(ValueMap given) {
        int road = config.roadId();
        Optional<RunMode> mode =
                given.findInt(Item.CONTROL_MODE, road).map(RunMode::find).orElse(Optional.of(cabinet.mode()));
        if (mode.isEmpty()) {
            refuse(valueAt(Item.CONTROL_MODE.at(road)), ErrorCode.WRONG_VALUE);
            return;
        }
        int plan = given.findInt(Item.CONTROL_PLAN, road).orElse(cabinet.commandedPlan());
        int stage = given.findInt(Item.CONTROL_STAGE, road).orElse(cabinet.commandedStage());
        if (!cabinet.command(mode.get(), plan, stage)) {
            refuse(values.get(0), ErrorCode.CONTROL_FAILED);
        }
    }

    /** The value at the address, or the first of the frame where the fault lies in what the row already held. */
    private DataValue valueAt(Address address) {
        return values.stream()
                .filter(value -> value.address().equals(address))
                .findFirst()
                .orElse(values.get(0));
    }

    private void refuse(DataValue value, ErrorCode code) {
        errors.add(new DataValue(value.index(), value.address(), BigEndian.bytes(code.code(), 1)));
    }
}
