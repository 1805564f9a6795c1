package cn.haihe.card.contract;

import java.time.DayOfWeek;
import java.time.LocalDate;

/** On which dates people and the bank work: what deadlines are counted by. */
@FunctionalInterface
public interface WorkingDays {
    /** Nobody told of holidays. */
    WorkingDays MONDAY_TO_FRIDAY =
            date -> date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY;

    int DAYS_MAX = 400;

    boolean isWorkingDay(LocalDate date);

    /**
     * The date so many working days after another; zero is the date itself.
     *
     * @throws IllegalStateException where a whole year has no such day
     */
    default LocalDate after(LocalDate date, int workingDays) {
        LocalDate found = date;
        int left = workingDays;
        for (int looked = 0; left > 0; looked++) {
            if (looked == DAYS_MAX) {
                throw new IllegalStateException("no working days after " + date);
            }
            found = found.plusDays(1);
            if (isWorkingDay(found)) {
                left--;
            }
        }
        return found;
    }

    /**
     * The first working day from a date on, which may be the date itself.
     *
     * @throws IllegalStateException where a whole year has no such day
     */
    default LocalDate from(LocalDate date) {
        return isWorkingDay(date) ? date : after(date, 1);
    }
}
