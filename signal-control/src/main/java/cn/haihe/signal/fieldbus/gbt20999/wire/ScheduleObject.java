package cn.haihe.signal.fieldbus.gbt20999.wire;

import java.util.List;
import java.util.Optional;

/**
 * A row of 12.2, which day plan holds on which dates. Masks and priority are raw, see {@link CalendarCoding}.
 *
 * @param number 1 to 255, the row
 * @param dayPlan 0 in a row that is not in use
 */
public record ScheduleObject(
        int number, int road, int rawPriority, int weekdayMask, int monthMask, long dayMask, int dayPlan) {
    public static List<DataValue> query(int number) {
        return new ValueList()
                .ask(Item.SCHEDULE_ROAD, number)
                .ask(Item.SCHEDULE_PRIORITY, number)
                .ask(Item.SCHEDULE_WEEKDAYS, number)
                .ask(Item.SCHEDULE_MONTHS, number)
                .ask(Item.SCHEDULE_DAYS, number)
                .ask(Item.SCHEDULE_DAY_PLAN, number)
                .list();
    }

    /** The row as values to set: all but its number, that is the element of each. */
    public List<DataValue> toValues() {
        return new ValueList()
                .number(Item.SCHEDULE_ROAD, number, road)
                .number(Item.SCHEDULE_PRIORITY, number, rawPriority)
                .number(Item.SCHEDULE_WEEKDAYS, number, weekdayMask)
                .number(Item.SCHEDULE_MONTHS, number, monthMask)
                .number(Item.SCHEDULE_DAYS, number, dayMask)
                .number(Item.SCHEDULE_DAY_PLAN, number, dayPlan)
                .list();
    }

    public static Optional<ScheduleObject> find(int number, ValueMap values) {
        Optional<Integer> road = values.findInt(Item.SCHEDULE_ROAD, number);
        Optional<Integer> priority = values.findInt(Item.SCHEDULE_PRIORITY, number);
        Optional<Integer> weekdays = values.findInt(Item.SCHEDULE_WEEKDAYS, number);
        Optional<Integer> months = values.findInt(Item.SCHEDULE_MONTHS, number);
        Optional<Long> days = values.findNumber(Item.SCHEDULE_DAYS, number);
        Optional<Integer> dayPlan = values.findInt(Item.SCHEDULE_DAY_PLAN, number);
        boolean whole = road.isPresent()
                && priority.isPresent()
                && weekdays.isPresent()
                && months.isPresent()
                && days.isPresent()
                && dayPlan.isPresent();
        return whole
                ? Optional.of(new ScheduleObject(
                        number, road.get(), priority.get(), weekdays.get(), months.get(), days.get(), dayPlan.get()))
                : Optional.empty();
    }
}
