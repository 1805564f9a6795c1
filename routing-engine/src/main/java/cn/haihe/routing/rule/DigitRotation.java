package cn.haihe.routing.rule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which last digits rest on which weekday, moving on with every period: what was Friday's becomes Monday's, Monday's
 * becomes Tuesday's, and so on. Before its first day the same goes backwards.
 *
 * @param firstDay of a period with the digits below
 * @param periodDays 1 or more; 91 in Tianjin
 * @param digits of Monday to Friday: five sets of digits 0 to 9
 */
public record DigitRotation(LocalDate firstDay, int periodDays, List<Set<Integer>> digits) {
    private static final int WORKING_WEEKDAYS = 5;

    public DigitRotation {
        digits = digits.stream().map(Set::copyOf).toList();
        if (periodDays < 1) {
            throw new IllegalArgumentException("a period has 1 day or more, not " + periodDays);
        }
        if (digits.size() != WORKING_WEEKDAYS) {
            throw new IllegalArgumentException(
                    "digits are those of Monday to Friday, not of " + digits.size() + " days");
        }
        for (Set<Integer> ofDay : digits) {
            if (!ofDay.stream().allMatch(digit -> digit >= 0 && digit <= 9)) {
                throw new IllegalArgumentException("digits are 0 to 9, not " + new TreeSet<>(ofDay));
            }
        }
    }

    /** Empty on Saturdays and Sundays. Knows nothing of holidays. */
    public Set<Integer> digitsOn(LocalDate date) {
        int weekday = date.getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue();
        if (weekday >= WORKING_WEEKDAYS) {
            return Set.of();
        }
        long period = Math.floorDiv(ChronoUnit.DAYS.between(firstDay, date), periodDays);
        return digits.get((int) Math.floorMod(weekday - period, (long) WORKING_WEEKDAYS));
    }

    /** The first day of the next period, when the digits move on. */
    public LocalDate nextChangeAfter(LocalDate date) {
        long period = Math.floorDiv(ChronoUnit.DAYS.between(firstDay, date), periodDays);
        return firstDay.plusDays((period + 1) * periodDays);
    }
}
