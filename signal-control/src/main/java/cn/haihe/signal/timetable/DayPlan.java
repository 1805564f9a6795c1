package cn.haihe.signal.timetable;

import java.time.LocalTime;
import java.util.List;

/**
 * What a junction runs in the course of a day (日计划, class 11 of GB/T 20999), as someone proposes it: it may still make
 * no sense, which the verifier tells.
 *
 * @param number of the day plan in its controller
 * @param periods in the order of their start; each lasts until the next begins, the last until midnight
 */
public record DayPlan(int number, List<Period> periods) {
    public DayPlan {
        periods = List.copyOf(periods);
    }

    /**
     * @param start in the street's local time, whole minutes
     * @param planNumber the timing plan that {@code mode} runs; 0 for modes that run none
     */
    public record Period(LocalTime start, PeriodMode mode, int planNumber) {}
}
