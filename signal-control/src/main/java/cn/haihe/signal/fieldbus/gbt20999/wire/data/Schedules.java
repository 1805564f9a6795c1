package cn.haihe.signal.fieldbus.gbt20999.wire.data;

import cn.haihe.signal.fieldbus.gbt20999.wire.CalendarCoding;
import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import java.util.List;
import java.util.Optional;

/**
 * Class 12, which day plan holds on which dates. Masks are raw, see {@link CalendarCoding}.
 *
 * @param count often the capacity of the controller
 */
public record Schedules(Optional<Integer> count, List<Schedule> schedules, List<DataValue> raw) implements DataClass {
    static final int NUMBER = 12;

    /**
     * 12.2: a row of the schedule.
     *
     * @param rawPriority which end wins is not established
     * @param dayPlan 0 in a row that is not in use
     */
    public record Schedule(
            int row,
            Optional<Integer> number,
            Optional<Integer> road,
            Optional<Integer> rawPriority,
            Optional<Integer> weekdayMask,
            Optional<Integer> monthMask,
            Optional<Long> dayMask,
            Optional<Integer> dayPlan) {
        private static Schedule read(ClassReader reader, int row) {
            return new Schedule(
                    row,
                    reader.number(Item.SCHEDULE_NUMBER, row),
                    reader.number(Item.SCHEDULE_ROAD, row),
                    reader.number(Item.SCHEDULE_PRIORITY, row),
                    reader.number(Item.SCHEDULE_WEEKDAYS, row),
                    reader.number(Item.SCHEDULE_MONTHS, row),
                    reader.take(Item.SCHEDULE_DAYS, row, Coding.LONG),
                    reader.number(Item.SCHEDULE_DAY_PLAN, row));
        }

        private void write(ClassWriter writer) {
            writer.number(Item.SCHEDULE_NUMBER, row, number)
                    .number(Item.SCHEDULE_ROAD, row, road)
                    .number(Item.SCHEDULE_PRIORITY, row, rawPriority)
                    .number(Item.SCHEDULE_WEEKDAYS, row, weekdayMask)
                    .number(Item.SCHEDULE_MONTHS, row, monthMask)
                    .put(Item.SCHEDULE_DAYS, row, dayMask, Coding.LONG)
                    .number(Item.SCHEDULE_DAY_PLAN, row, dayPlan);
        }
    }

    public Schedules {
        schedules = List.copyOf(schedules);
        raw = List.copyOf(raw);
    }

    static Schedules read(ClassReader reader) {
        return new Schedules(
                reader.scalar(Item.SCHEDULE_COUNT), reader.rows(row -> Schedule.read(reader, row), 2), reader.rest());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void write(ClassWriter writer, ChainOrder order) {
        writer.scalar(Item.SCHEDULE_COUNT, count);
        schedules.forEach(row -> row.write(writer));
    }
}
