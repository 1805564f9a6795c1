package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.Access;
import cn.haihe.signal.fieldbus.gbt20999.wire.Address;
import cn.haihe.signal.fieldbus.gbt20999.wire.BigEndian;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.ErrorCode;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.ValueMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One set frame at a controller: with one bad value none is set. Values that name a row of a table are put over what the
 * row holds, then the row is judged as a whole. What the centre commands comes last, so it may name a plan of the same
 * frame; a command that fails leaves the plans stored.
 */
final class SetRequest {
    private final DeviceConfig config;
    private final Cabinet cabinet;
    private final List<DataValue> values;
    private final ValueMap map;
    private final List<DataValue> errors = new ArrayList<>();
    private final List<Runnable> changes = new ArrayList<>();

    SetRequest(DeviceConfig config, Cabinet cabinet, List<DataValue> values) {
        this.config = config;
        this.cabinet = cabinet;
        this.values = values;
        map = new ValueMap(values);
    }

    /**
     * The errors, each a value with its code; none where all was done.
     *
     * @param power cut off in mid-set: so many changes of the frame still happen
     */
    List<DataValue> apply(Optional<Integer> power) {
        values.forEach(this::checkOne);
        if (!errors.isEmpty()) {
            return errors;
        }
        PlanRows plans = new PlanRows(config, cabinet, this);
        plans.judge();
        new CalendarRows(config, cabinet, this, plans).judge();
        new Settings(config, cabinet, this).judge();
        if (!errors.isEmpty()) {
            return errors;
        }
        int last = power.map(most -> Math.min(most, changes.size())).orElse(changes.size());
        for (int i = 0; i < last; i++) {
            changes.get(i).run();
        }
        return errors;
    }

    /** Size and right of a value, and that it stands where something can be set. */
    private void checkOne(DataValue value) {
        Optional<Item> item = Item.find(value.address());
        if (item.isEmpty()) {
            refuse(value, ErrorCode.NO_SUCH_OBJECT);
        } else if (item.get().access() == Access.READ) {
            refuse(value, ErrorCode.READ_ONLY);
        } else if (item.get().hasFixedSize()
                && value.value().length != item.get().bytes()) {
            refuse(value, ErrorCode.WRONG_LENGTH);
        } else if (!Places.hasPlace(item.get(), value.address().element(), config)) {
            refuse(value, ErrorCode.NO_SUCH_OBJECT);
        }
    }

    List<DataValue> values() {
        return values;
    }

    ValueMap map() {
        return map;
    }

    /** To be done when the whole frame was found good. */
    void then(Runnable change) {
        changes.add(change);
    }

    /** Over what a row holds, what this frame sets of it. */
    ValueMap over(List<DataValue> held) {
        List<DataValue> merged = new ArrayList<>(held);
        merged.addAll(values);
        return new ValueMap(merged);
    }

    /** Refuses the value at the address, or the first of the frame where the fault lies in what the row already held. */
    void refuse(Address address, ErrorCode code) {
        refuse(
                values.stream()
                        .filter(value -> value.address().equals(address))
                        .findFirst()
                        .orElse(values.get(0)),
                code);
    }

    void refuse(DataValue value, ErrorCode code) {
        errors.add(new DataValue(value.index(), value.address(), BigEndian.bytes(code.code(), 1)));
    }
}
