package cn.haihe.signal.fieldbus.gbt20999.wire;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How starts of periods (11.2.3) and masks of dates (12.2.4 to 12.2.6) are written. Recorded are Monday to Friday as bits 1
 * to 5 and the months as bits 1 to 12; the rest is not established and a switch.
 *
 * @param sundayBit 0 or 7
 * @param firstDayBit of the mask of days: 0 where the first of the month is bit 0, 1 where it is bit 1
 * @param greaterPriorityWins or else the smaller one of 12.2.3
 */
public record CalendarCoding(StartCoding startCoding, int sundayBit, int firstDayBit, boolean greaterPriorityWins) {
    public static final CalendarCoding DEFAULT = new CalendarCoding(StartCoding.HOUR_AND_MINUTE, 0, 0, true);

    /** The two bytes of a start. */
    public enum StartCoding {
        /** One byte each. */
        HOUR_AND_MINUTE,
        MINUTES_OF_DAY
    }

    public CalendarCoding {
        if (sundayBit != 0 && sundayBit != 7 || firstDayBit != 0 && firstDayBit != 1) {
            throw new IllegalArgumentException("Sunday as bit " + sundayBit + ", first day as bit " + firstDayBit);
        }
    }

    public int start(LocalTime time) {
        return startCoding == StartCoding.HOUR_AND_MINUTE
                ? time.getHour() << 8 | time.getMinute()
                : time.getHour() * 60 + time.getMinute();
    }

    /** Empty where the number is no time of a day. */
    public Optional<LocalTime> findStart(int raw) {
        int hour = startCoding == StartCoding.HOUR_AND_MINUTE ? raw >> 8 : raw / 60;
        int minute = startCoding == StartCoding.HOUR_AND_MINUTE ? raw & 0xFF : raw % 60;
        return hour < 24 && minute < 60 ? Optional.of(LocalTime.of(hour, minute)) : Optional.empty();
    }

    public int weekdayMask(Set<DayOfWeek> weekdays) {
        return weekdays.stream().mapToInt(day -> 1 << bit(day)).sum();
    }

    public Set<DayOfWeek> weekdays(int mask) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        Arrays.stream(DayOfWeek.values())
                .filter(day -> (mask >> bit(day) & 1) != 0)
                .forEach(days::add);
        return days;
    }

    private int bit(DayOfWeek day) {
        return day == DayOfWeek.SUNDAY ? sundayBit : day.getValue();
    }

    public int monthMask(Set<Month> months) {
        return months.stream().mapToInt(month -> 1 << month.getValue()).sum();
    }

    public Set<Month> months(int mask) {
        Set<Month> months = EnumSet.noneOf(Month.class);
        Arrays.stream(Month.values())
                .filter(month -> (mask >> month.getValue() & 1) != 0)
                .forEach(months::add);
        return months;
    }

    /** @param daysOfMonth each 1 to 31 */
    public long dayMask(Set<Integer> daysOfMonth) {
        return daysOfMonth.stream()
                .mapToLong(day -> 1L << day - 1 + firstDayBit)
                .sum();
    }

    public Set<Integer> daysOfMonth(long mask) {
        Set<Integer> days = new TreeSet<>();
        for (int day = 1; day <= 31; day++) {
            if ((mask >> day - 1 + firstDayBit & 1) != 0) {
                days.add(day);
            }
        }
        return days;
    }

    /** The raw priority where greater wins, and back. */
    public int priority(int priority) {
        return greaterPriorityWins ? priority : 255 - priority;
    }
}
