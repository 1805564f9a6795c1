package cn.haihe.signal.fieldbus.gbt20999.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Typed objects survive the wire, in a frame of their own and in either order of chains. */
class ObjectProperties {
    @Property(tries = 200)
    void dayPlans(
            @ForAll @IntRange(min = 1, max = 255) int row,
            @ForAll @IntRange(max = 255) int road,
            @ForAll @IntRange(max = DayPlanObject.MAX_PERIODS) int count,
            @ForAll ChainOrder order,
            @ForAll long seed) {
        Random random = new Random(seed);
        List<DayPlanObject.Period> periods = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            periods.add(
                    new DayPlanObject.Period(random.nextInt(0x10000), random.nextInt(256), 1 + random.nextInt(255)));
        }
        DayPlanObject plan = new DayPlanObject(row, road, periods);
        assertThat(DayPlanObject.find(row, onTheWire(plan.toValues(order)), order))
                .contains(plan);
    }

    @Property(tries = 200)
    void schedules(
            @ForAll @IntRange(min = 1, max = 255) int row,
            @ForAll @IntRange(max = 255) int road,
            @ForAll @IntRange(max = 255) int priority,
            @ForAll @IntRange(max = 255) int weekdays,
            @ForAll @IntRange(max = 0xFFFF) int months,
            @ForAll @IntRange int days) {
        ScheduleObject schedule = new ScheduleObject(row, road, priority, weekdays, months, days & 0xFFFFFFFFL, 7);
        assertThat(ScheduleObject.find(row, onTheWire(schedule.toValues()))).contains(schedule);
    }

    @Property(tries = 200)
    void cabinets(
            @ForAll long detectors,
            @ForAll @IntRange(max = 0xFFFF) int volts,
            @ForAll @IntRange(min = -128, max = 127) int celsius,
            @ForAll boolean door,
            @ForAll boolean told,
            @ForAll @IntRange(max = 2_000_000_000) int second) {
        LocalDateTime time = LocalDateTime.of(2000, 1, 1, 0, 0).plusSeconds(second);
        DeviceStatus status = new DeviceStatus(
                Optional.of(detectors),
                told ? Optional.of(~detectors) : Optional.empty(),
                Optional.of(door),
                Optional.of(volts),
                told ? Optional.of(volts) : Optional.empty(),
                Optional.of(celsius),
                Optional.empty(),
                told ? Optional.of(!door) : Optional.empty(),
                Optional.of(door),
                Optional.of(time),
                told ? Optional.of(time.plusHours(8)) : Optional.empty());
        assertThat(DeviceStatus.of(onTheWire(status.toValues()))).isEqualTo(status);
    }

    @Property(tries = 200)
    void detectorsAndStages(
            @ForAll @IntRange(min = 1, max = 72) int row,
            @ForAll boolean present,
            @ForAll Optional<@IntRange(max = 255) Integer> speed,
            @ForAll Optional<@IntRange(max = 0xFFFF) Integer> queue,
            @ForAll @IntRange(max = 0xFFFF) int number) {
        DetectorData live = new DetectorData(row, present, speed, Optional.of(4), queue);
        assertThat(DetectorData.find(row, onTheWire(live.toValues()))).contains(live);
        TrafficData traffic = new TrafficData(row, number, number & 0xFF, number ^ 0x7D);
        assertThat(TrafficData.find(row, onTheWire(traffic.toValues()))).contains(traffic);
        StageStatus stage = new StageStatus(row, number & 0xFF, number, number ^ 0x7E);
        assertThat(StageStatus.find(row, onTheWire(stage.toValues()))).contains(stage);
    }

    @Property(tries = 200)
    void calendars(
            @ForAll CalendarCoding.StartCoding starts,
            @ForAll boolean sundayLast,
            @ForAll @IntRange(max = 1) int firstDayBit,
            @ForAll boolean greaterWins,
            @ForAll @IntRange(max = 1439) int minute,
            @ForAll @Size(max = 7) Set<DayOfWeek> weekdays,
            @ForAll @Size(max = 12) Set<Month> months,
            @ForAll Set<@IntRange(min = 1, max = 31) Integer> days,
            @ForAll @IntRange(max = 255) int priority) {
        CalendarCoding coding = new CalendarCoding(starts, sundayLast ? 7 : 0, firstDayBit, greaterWins);
        LocalTime start = LocalTime.of(minute / 60, minute % 60);
        assertThat(coding.findStart(coding.start(start))).contains(start);
        assertThat(coding.weekdays(coding.weekdayMask(weekdays))).isEqualTo(weekdays);
        assertThat(coding.months(coding.monthMask(months))).isEqualTo(months);
        assertThat(coding.daysOfMonth(coding.dayMask(days))).isEqualTo(days);
        assertThat(coding.priority(coding.priority(priority))).isEqualTo(priority);
        assertThat(coding.weekdayMask(weekdays)).isBetween(0, 0xFF);
        assertThat(coding.dayMask(days)).isBetween(0L, 0xFFFFFFFFL);
    }

    /** What the recorded device held: Monday to Friday, every month, every day. */
    @Property(tries = 1)
    void recordedMasks() {
        CalendarCoding coding = CalendarCoding.DEFAULT;
        assertThat(coding.weekdays(0x3E)).hasSize(5).doesNotContain(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
        assertThat(coding.months(0x1FFE)).hasSize(12);
        assertThat(coding.daysOfMonth(0x7FFFFFFF)).hasSize(31);
    }

    private static ValueMap onTheWire(List<DataValue> values) {
        Frame frame = Frame.of(0x0100, 5, 7, 1, 3, FrameType.QUERY_REPLY, values);
        return new ValueMap(((Decoded.Good) FrameCodec.decode(FrameCodec.encode(frame)))
                .frame()
                .values());
    }
}
