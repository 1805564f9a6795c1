package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.Address;
import cn.haihe.signal.fieldbus.gbt20999.wire.CalendarCoding;
import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.DayPlanObject;
import cn.haihe.signal.fieldbus.gbt20999.wire.ErrorCode;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunMode;
import cn.haihe.signal.fieldbus.gbt20999.wire.ScheduleObject;
import cn.haihe.signal.fieldbus.gbt20999.wire.ValueMap;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The rows of 11.2 and 12.2 in a set frame. */
final class CalendarRows {
    private static final int OF_DAY_PLANS = 11;
    private static final int OF_SCHEDULES = 12;

    private final DeviceConfig config;
    private final Cabinet cabinet;
    private final SetRequest request;
    private final PlanRows plans;
    private final CalendarCoding coding;
    private final Set<Integer> dayPlanRows = new TreeSet<>();
    private final Set<Integer> scheduleRows = new TreeSet<>();

    CalendarRows(DeviceConfig config, Cabinet cabinet, SetRequest request, PlanRows plans) {
        this.config = config;
        this.cabinet = cabinet;
        this.request = request;
        this.plans = plans;
        coding = config.profile().calendar();
    }

    void judge() {
        for (DataValue value : request.values()) {
            Address address = value.address();
            if (address.dataClass() == OF_DAY_PLANS) {
                checkNumber(value, Item.DAY_PLAN_NUMBER);
                dayPlanRows.add(address.element());
                Item.find(address)
                        .filter(RowTable::isActions)
                        .ifPresent(chain -> request.then(
                                () -> cabinet.memory().storeActions(address.element(), chain, value.value())));
            } else if (address.dataClass() == OF_SCHEDULES) {
                checkNumber(value, Item.SCHEDULE_NUMBER);
                scheduleRows.add(address.element());
            }
        }
        dayPlanRows.forEach(this::judgeDayPlan);
        scheduleRows.forEach(this::judgeSchedule);
    }

    private void checkNumber(DataValue value, Item number) {
        int row = value.address().element();
        if (value.address().equals(number.at(row)) && value.number() != row) {
            request.refuse(value, ErrorCode.WRONG_VALUE);
        }
    }

    private void judgeDayPlan(int row) {
        ChainOrder order = config.profile().chainOrder();
        DayPlanObject held =
                cabinet.memory().findDayPlan(row).orElse(new DayPlanObject(row, config.roadId(), List.of()));
        DayPlanObject dayPlan = DayPlanObject.find(row, request.over(held.toValues(order)), order)
                .orElseThrow();
        if (dayPlan.road() != config.roadId()) {
            request.refuse(Item.DAY_PLAN_ROAD.at(row), ErrorCode.WRONG_VALUE);
            return;
        }
        Optional<LocalTime> before = Optional.empty();
        for (DayPlanObject.Period period : dayPlan.periods()) {
            Optional<LocalTime> start = coding.findStart(period.rawStart());
            Optional<RunMode> mode = RunMode.find(period.mode()).filter(CalendarRows::mayBeScheduled);
            if (start.isEmpty() || before.isPresent() && !start.get().isAfter(before.get())) {
                request.refuse(Item.DAY_PLAN_STARTS.at(row), ErrorCode.WRONG_VALUE);
                return;
            }
            if (mode.isEmpty()) {
                request.refuse(Item.DAY_PLAN_MODES.at(row), ErrorCode.WRONG_VALUE);
                return;
            }
            if (mode.get().isLocal() ? !plans.willHold(period.plan()) : period.plan() != 0) {
                request.refuse(Item.DAY_PLAN_PLANS.at(row), ErrorCode.WRONG_VALUE);
                return;
            }
            before = start;
        }
        request.then(() -> cabinet.memory().store(dayPlan));
    }

    private static boolean mayBeScheduled(RunMode mode) {
        return switch (mode) {
            case LOCAL_FIXED, LOCAL_ACTUATED, LOCAL_COORDINATED, LOCAL_ADAPTIVE, FLASH, ALL_RED, ALL_OFF -> true;
            default -> false;
        };
    }

    private void judgeSchedule(int row) {
        ScheduleObject unused = new ScheduleObject(row, config.roadId(), 0, 0, 0, 0, 0);
        ScheduleObject held = cabinet.memory().findSchedule(row).orElse(unused);
        ValueMap merged = request.over(held.toValues());
        ScheduleObject schedule = ScheduleObject.find(row, merged).orElseThrow();
        if (schedule.road() != config.roadId()) {
            request.refuse(Item.SCHEDULE_ROAD.at(row), ErrorCode.WRONG_VALUE);
            return;
        }
        boolean known = schedule.dayPlan() == 0
                || dayPlanRows.contains(schedule.dayPlan())
                || cabinet.memory().findDayPlan(schedule.dayPlan()).isPresent();
        if (!known) {
            request.refuse(Item.SCHEDULE_DAY_PLAN.at(row), ErrorCode.WRONG_VALUE);
            return;
        }
        request.then(() -> cabinet.memory().store(schedule));
    }
}
