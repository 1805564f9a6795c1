package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.DayPlanObject;
import cn.haihe.signal.fieldbus.gbt20999.wire.PlanObject;
import cn.haihe.signal.fieldbus.gbt20999.wire.ScheduleObject;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeMap;

/** What a controller keeps through a power failure: plans, day plans, schedules. Rows were judged before. */
final class PlanMemory {
    private final TreeMap<Integer, PlanObject> plans = new TreeMap<>();
    private final TreeMap<Integer, DayPlanObject> dayPlans = new TreeMap<>();
    private final TreeMap<Integer, ScheduleObject> schedules = new TreeMap<>();
    private int revision;

    void store(PlanObject plan) {
        plans.put(plan.number(), plan);
        revision++;
    }

    void store(DayPlanObject dayPlan) {
        dayPlans.put(dayPlan.number(), dayPlan);
        revision++;
    }

    void store(ScheduleObject schedule) {
        schedules.put(schedule.number(), schedule);
        revision++;
    }

    /** Another number after each change. */
    int revision() {
        return revision;
    }

    Optional<PlanObject> findPlan(int number) {
        return Optional.ofNullable(plans.get(number));
    }

    Optional<DayPlanObject> findDayPlan(int number) {
        return Optional.ofNullable(dayPlans.get(number));
    }

    Optional<ScheduleObject> findSchedule(int number) {
        return Optional.ofNullable(schedules.get(number));
    }

    int planCount() {
        return plans.size();
    }

    int dayPlanCount() {
        return dayPlans.size();
    }

    int scheduleCount() {
        return schedules.size();
    }

    Collection<ScheduleObject> schedules() {
        return schedules.values();
    }

    Collection<DayPlanObject> dayPlans() {
        return dayPlans.values();
    }
}
