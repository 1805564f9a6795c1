package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.DayPlanObject;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.PlanObject;
import cn.haihe.signal.fieldbus.gbt20999.wire.ScheduleObject;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a controller keeps through a power failure: plans, day plans with their chains of actions, schedules. Rows were judged
 * before; what an action does is not established, so their chains are kept as they came and nothing is done.
 */
final class PlanMemory {
    private final TreeMap<Integer, PlanObject> plans = new TreeMap<>();
    private final TreeMap<Integer, DayPlanObject> dayPlans = new TreeMap<>();
    private final TreeMap<Integer, ScheduleObject> schedules = new TreeMap<>();
    /** By day plan. */
    private final Map<Integer, Map<Item, byte[]>> actions = new HashMap<>();

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

    void storeActions(int dayPlan, Item chain, byte[] entries) {
        actions.computeIfAbsent(dayPlan, first -> new EnumMap<>(Item.class)).put(chain, entries.clone());
    }

    /** Empty where none were ever stored. */
    Optional<byte[]> findActions(int dayPlan, Item chain) {
        return Optional.ofNullable(actions.getOrDefault(dayPlan, Map.of()).get(chain));
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
