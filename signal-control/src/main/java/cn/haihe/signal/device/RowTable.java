package cn.haihe.signal.device;

import static cn.haihe.signal.device.Raw.flag;
import static cn.haihe.signal.device.Raw.number;
import static cn.haihe.signal.device.Raw.valueOf;

import cn.haihe.signal.fieldbus.gbt20999.wire.Alarm;
import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.DayPlanObject;
import cn.haihe.signal.fieldbus.gbt20999.wire.Fault;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.ScheduleObject;
import java.util.List;
import java.util.Optional;

/**
 * Classes 8, 9, 11, 12, 15 and 16: tables of rows. A day plan or schedule that was never set is a row of zeros, as on the
 * device that was recorded; a plan that was never set does not exist.
 */
final class RowTable {
    private final DeviceConfig config;
    private final Cabinet cabinet;

    RowTable(DeviceConfig config, Cabinet cabinet) {
        this.config = config;
        this.cabinet = cabinet;
    }

    Optional<byte[]> find(Item item, int row) {
        ChainOrder order = config.profile().chainOrder();
        return switch (item) {
            case PRIORITY_COUNT, EMERGENCY_COUNT -> scalar(item, row, PriorityInputs.ROWS_OF_EACH);
            case PLAN_COUNT -> scalar(item, row, cabinet.memory().planCount());
            case DAY_PLAN_COUNT -> scalar(item, row, cabinet.memory().dayPlanCount());
            case SCHEDULE_COUNT -> scalar(item, row, cabinet.memory().scheduleCount());
            case ALARM_COUNT -> scalar(item, row, cabinet.log().alarms().size());
            case FAULT_COUNT -> scalar(item, row, cabinet.log().faults().size());
            default ->
                switch (item.at(0).dataClass()) {
                    case 8 -> priority(item, row);
                    case 9 ->
                        cabinet.findPlan(row)
                                .flatMap(plan -> item == Item.PLAN_NUMBER
                                        ? number(item, row)
                                        : valueOf(item, row, plan.toValues(order)));
                    case 11 -> dayPlan(item, row, order);
                    case 12 -> schedule(item, row);
                    case 15 ->
                        cabinet.log().alarms().stream()
                                .filter(alarm -> alarm.row() == row)
                                .findFirst()
                                .map(Alarm::toValues)
                                .flatMap(values -> valueOf(item, row, values));
                    default ->
                        cabinet.log().faults().stream()
                                .filter(fault -> fault.row() == row)
                                .findFirst()
                                .map(Fault::toValues)
                                .flatMap(values -> valueOf(item, row, values));
                };
        };
    }

    private static Optional<byte[]> scalar(Item item, int row, int value) {
        return row == 0 ? number(item, value) : Optional.empty();
    }

    private Optional<byte[]> dayPlan(Item item, int row, ChainOrder order) {
        if (row < 1 || row > config.profile().tableRows()) {
            return Optional.empty();
        }
        if (item == Item.DAY_PLAN_NUMBER) {
            return number(item, row);
        }
        if (isActions(item)) {
            return cabinet.memory().findActions(row, item).or(() -> Optional.of(new byte[item.bytes()]));
        }
        DayPlanObject held = cabinet.memory().findDayPlan(row).orElse(new DayPlanObject(row, 0, List.of()));
        return valueOf(item, row, held.toValues(order));
    }

    static boolean isActions(Item item) {
        return item.compareTo(Item.DAY_PLAN_ACTIONS_1) >= 0 && item.compareTo(Item.DAY_PLAN_ACTIONS_8) <= 0;
    }

    private Optional<byte[]> schedule(Item item, int row) {
        if (row < 1 || row > config.profile().tableRows()) {
            return Optional.empty();
        }
        if (item == Item.SCHEDULE_NUMBER) {
            return number(item, row);
        }
        ScheduleObject held = cabinet.memory().findSchedule(row).orElse(new ScheduleObject(row, 0, 0, 0, 0, 0, 0));
        return valueOf(item, row, held.toValues());
    }

    private Optional<byte[]> priority(Item item, int row) {
        if (row < 1 || row > PriorityInputs.ROWS_OF_EACH) {
            return Optional.empty();
        }
        boolean emergency = item.compareTo(Item.EMERGENCY_COUNT) > 0;
        PriorityInputs inputs = cabinet.priorities();
        PriorityInputs.Input input = inputs.input(emergency, row);
        long second = cabinet.time().second();
        return switch (item) {
            case PRIORITY_STAGE, EMERGENCY_STAGE -> number(item, input.stage());
            case PRIORITY_LEVEL, EMERGENCY_LEVEL -> number(item, input.level());
            case PRIORITY_MASK, EMERGENCY_MASK -> flag(item, input.isMasked());
            case PRIORITY_REQUEST_STATE, EMERGENCY_REQUEST_STATE -> number(item, input.requestState());
            case PRIORITY_EXECUTION_STATE, EMERGENCY_EXECUTION_STATE ->
                number(item, inputs.executionState(input, second, cabinet.stage()));
            default -> number(item, row);
        };
    }
}
