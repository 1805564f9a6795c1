package cn.haihe.signal.fieldbus.gbt20999.wire;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The items of GB/T 20999-2017 that Haihe speaks of by name, each with its size. Items that stand here by no name
 * still travel as {@link Address} and bytes.
 */
public enum Item {
    MAKER(1, 1, 0, -1, Access.READ),
    DEVICE_VERSION(1, 2, 0, 4, Access.READ),
    SERIAL_NUMBER(1, 3, 0, -1, Access.READ),
    MADE_AT(1, 4, 0, 7, Access.READ),
    CONFIGURED_AT(1, 5, 0, 7, Access.READ),
    INTERSECTION_NAME(2, 1, 0, 128, Access.WRITE),
    DEVICE_ADDRESS(2, 2, 1, 4, Access.READ),
    DEVICE_MASK(2, 2, 2, 4, Access.READ),
    DEVICE_GATEWAY(2, 2, 3, 4, Access.READ),
    HOST_ADDRESS(2, 3, 1, 4, Access.READ),
    HOST_PORT(2, 3, 2, 2, Access.READ),
    HOST_LINK(2, 3, 3, 1, Access.READ),
    TIME_ZONE(2, 4, 0, 4, Access.READ),
    CONTROLLER_ID(2, 5, 0, 4, Access.READ),
    ROAD_COUNT(2, 6, 0, 1, Access.READ),
    GPS_CLOCK(2, 7, 0, 1, Access.READ),
    DEVICE_ADDRESS_6(2, 8, 1, 16, Access.READ),
    DEVICE_MASK_6(2, 8, 2, 16, Access.READ),
    DEVICE_GATEWAY_6(2, 8, 3, 16, Access.READ),
    HOST_ADDRESS_6(2, 9, 1, 16, Access.READ),
    HOST_PORT_6(2, 9, 2, 2, Access.READ),
    HOST_LINK_6(2, 9, 3, 1, Access.READ),
    LAMP_GROUP_COUNT(3, 1, 0, 1, Access.READ),
    LAMP_GROUP_NUMBER(3, 2, 1, 1, Access.READ),
    LAMP_GROUP_TYPE(3, 2, 2, 1, Access.READ),
    LAMP_STATE(3, 3, 1, 1, Access.READ),
    LAMP_GROUP_CONTROL_NUMBER(3, 4, 1, 1, Access.READ),
    LAMP_GROUP_MASK(3, 4, 2, 1, Access.WRITE),
    LAMP_GROUP_PROHIBIT(3, 4, 3, 1, Access.WRITE),
    PHASE_COUNT(4, 1, 0, 1, Access.READ),
    PHASE_NUMBER(4, 2, 1, 1, Access.READ),
    PHASE_LAMP_GROUPS(4, 2, 2, 8, Access.READ),
    PHASE_LOSING_STATE_1(4, 2, 3, 1, Access.READ),
    PHASE_LOSING_SECONDS_1(4, 2, 4, 1, Access.READ),
    PHASE_LOSING_STATE_2(4, 2, 5, 1, Access.READ),
    PHASE_LOSING_SECONDS_2(4, 2, 6, 1, Access.READ),
    PHASE_LOSING_STATE_3(4, 2, 7, 1, Access.READ),
    PHASE_LOSING_SECONDS_3(4, 2, 8, 1, Access.READ),
    PHASE_GAINING_STATE_1(4, 2, 9, 1, Access.READ),
    PHASE_GAINING_SECONDS_1(4, 2, 10, 1, Access.READ),
    PHASE_GAINING_STATE_2(4, 2, 11, 1, Access.READ),
    PHASE_GAINING_SECONDS_2(4, 2, 12, 1, Access.READ),
    PHASE_GAINING_STATE_3(4, 2, 13, 1, Access.READ),
    PHASE_GAINING_SECONDS_3(4, 2, 14, 1, Access.READ),
    PHASE_POWER_ON_GAINING_STATE_1(4, 2, 15, 1, Access.READ),
    PHASE_POWER_ON_GAINING_SECONDS_1(4, 2, 16, 1, Access.READ),
    PHASE_POWER_ON_GAINING_STATE_2(4, 2, 17, 1, Access.READ),
    PHASE_POWER_ON_GAINING_SECONDS_2(4, 2, 18, 1, Access.READ),
    PHASE_POWER_ON_GAINING_STATE_3(4, 2, 19, 1, Access.READ),
    PHASE_POWER_ON_GAINING_SECONDS_3(4, 2, 20, 1, Access.READ),
    PHASE_POWER_ON_LOSING_STATE_1(4, 2, 21, 1, Access.READ),
    PHASE_POWER_ON_LOSING_SECONDS_1(4, 2, 22, 1, Access.READ),
    PHASE_POWER_ON_LOSING_STATE_2(4, 2, 23, 1, Access.READ),
    PHASE_POWER_ON_LOSING_SECONDS_2(4, 2, 24, 1, Access.READ),
    PHASE_POWER_ON_LOSING_STATE_3(4, 2, 25, 1, Access.READ),
    PHASE_POWER_ON_LOSING_SECONDS_3(4, 2, 26, 1, Access.READ),
    PHASE_MIN_GREEN(4, 2, 27, 2, Access.READ),
    PHASE_MAX_GREEN(4, 2, 28, 2, Access.READ),
    PHASE_MAX_GREEN_2(4, 2, 29, 2, Access.READ),
    PHASE_EXTENSION(4, 2, 30, 2, Access.READ),
    PHASE_DETECTORS(4, 2, 31, 8, Access.READ),
    PHASE_CONTROL_NUMBER(4, 3, 1, 1, Access.READ),
    PHASE_MASK(4, 3, 2, 1, Access.WRITE),
    PHASE_PROHIBIT(4, 3, 3, 1, Access.WRITE),
    DETECTOR_COUNT(5, 1, 0, 1, Access.READ),
    DETECTOR_NUMBER(5, 2, 1, 1, Access.READ),
    DETECTOR_TYPE(5, 2, 2, 1, Access.READ),
    DETECTOR_FLOW_PERIOD(5, 2, 3, 2, Access.WRITE),
    DETECTOR_OCCUPANCY_PERIOD(5, 2, 4, 2, Access.WRITE),
    DETECTOR_POSITION(5, 2, 5, -1, Access.READ),
    DETECTOR_LIVE_NUMBER(5, 3, 1, 1, Access.READ),
    DETECTOR_PRESENCE(5, 3, 2, 1, Access.READ),
    DETECTOR_SPEED(5, 3, 3, 1, Access.READ),
    DETECTOR_VEHICLE_TYPE(5, 3, 4, 1, Access.READ),
    DETECTOR_PLATE(5, 3, 5, -1, Access.READ),
    DETECTOR_QUEUE(5, 3, 6, 2, Access.READ),
    STAGE_COUNT(6, 1, 0, 1, Access.READ),
    STAGE_NUMBER(6, 2, 1, 1, Access.READ),
    STAGE_PHASES(6, 2, 2, 8, Access.READ),
    STAGE_LATE_STARTS(6, 2, 3, 64, Access.READ),
    STAGE_EARLY_ENDS(6, 2, 4, 64, Access.READ),
    STAGE_STATUS_NUMBER(6, 3, 1, 1, Access.READ),
    STAGE_STATUS_STATE(6, 3, 2, 1, Access.READ),
    STAGE_STATUS_ELAPSED(6, 3, 3, 2, Access.READ),
    STAGE_STATUS_REMAINING(6, 3, 4, 2, Access.READ),
    STAGE_CONTROL_NUMBER(6, 4, 1, 1, Access.READ),
    STAGE_SOFT_DEMAND(6, 4, 2, 1, Access.WRITE),
    STAGE_MASK(6, 4, 3, 1, Access.WRITE),
    STAGE_PROHIBIT(6, 4, 4, 1, Access.WRITE),
    CONFLICT_PHASE(7, 1, 1, 1, Access.READ),
    CONFLICT_PHASES(7, 1, 2, 8, Access.READ),
    INTERGREEN_PHASE(7, 2, 1, 1, Access.READ),
    INTERGREEN_CHAIN(7, 2, 2, 64, Access.READ),
    PRIORITY_COUNT(8, 1, 0, 1, Access.READ),
    PRIORITY_NUMBER(8, 2, 1, 1, Access.WRITE),
    PRIORITY_STAGE(8, 2, 2, 1, Access.WRITE),
    PRIORITY_LEVEL(8, 2, 3, 1, Access.WRITE),
    PRIORITY_MASK(8, 2, 4, 1, Access.WRITE),
    PRIORITY_STATUS_NUMBER(8, 3, 1, 1, Access.READ),
    PRIORITY_REQUEST_STATE(8, 3, 2, 1, Access.READ),
    PRIORITY_EXECUTION_STATE(8, 3, 3, 1, Access.READ),
    EMERGENCY_COUNT(8, 4, 0, 1, Access.READ),
    EMERGENCY_NUMBER(8, 5, 1, 1, Access.WRITE),
    EMERGENCY_STAGE(8, 5, 2, 1, Access.WRITE),
    EMERGENCY_LEVEL(8, 5, 3, 1, Access.WRITE),
    EMERGENCY_MASK(8, 5, 4, 1, Access.WRITE),
    EMERGENCY_STATUS_NUMBER(8, 6, 1, 1, Access.READ),
    EMERGENCY_REQUEST_STATE(8, 6, 2, 1, Access.READ),
    EMERGENCY_EXECUTION_STATE(8, 6, 3, 1, Access.READ),
    PLAN_COUNT(9, 1, 0, 1, Access.READ),
    PLAN_NUMBER(9, 2, 1, 1, Access.WRITE),
    PLAN_ROAD(9, 2, 2, 1, Access.WRITE),
    PLAN_CYCLE(9, 2, 3, 4, Access.WRITE),
    PLAN_COORDINATION(9, 2, 4, 1, Access.WRITE),
    PLAN_OFFSET(9, 2, 5, 2, Access.WRITE),
    PLAN_STAGES(9, 2, 6, 16, Access.WRITE),
    PLAN_STAGE_SECONDS(9, 2, 7, 32, Access.WRITE),
    PLAN_STAGE_OCCURRENCE(9, 2, 8, 16, Access.WRITE),
    TRANSITION_STAGE(10, 1, 1, 1, Access.READ),
    TRANSITION_CONSTRAINTS(10, 1, 2, 64, Access.READ),
    DAY_PLAN_COUNT(11, 1, 0, 1, Access.READ),
    DAY_PLAN_NUMBER(11, 2, 1, 1, Access.WRITE),
    DAY_PLAN_ROAD(11, 2, 2, 1, Access.WRITE),
    DAY_PLAN_STARTS(11, 2, 3, 96, Access.WRITE),
    DAY_PLAN_PLANS(11, 2, 4, 48, Access.WRITE),
    DAY_PLAN_MODES(11, 2, 5, 48, Access.WRITE),
    DAY_PLAN_ACTIONS_1(11, 2, 6, 96, Access.WRITE),
    DAY_PLAN_ACTIONS_2(11, 2, 7, 96, Access.WRITE),
    DAY_PLAN_ACTIONS_3(11, 2, 8, 96, Access.WRITE),
    DAY_PLAN_ACTIONS_4(11, 2, 9, 96, Access.WRITE),
    DAY_PLAN_ACTIONS_5(11, 2, 10, 96, Access.WRITE),
    DAY_PLAN_ACTIONS_6(11, 2, 11, 96, Access.WRITE),
    DAY_PLAN_ACTIONS_7(11, 2, 12, 96, Access.WRITE),
    DAY_PLAN_ACTIONS_8(11, 2, 13, 96, Access.WRITE),
    SCHEDULE_COUNT(12, 1, 0, 1, Access.READ),
    SCHEDULE_NUMBER(12, 2, 1, 1, Access.WRITE),
    SCHEDULE_ROAD(12, 2, 2, 1, Access.WRITE),
    SCHEDULE_PRIORITY(12, 2, 3, 1, Access.WRITE),
    SCHEDULE_WEEKDAYS(12, 2, 4, 1, Access.WRITE),
    SCHEDULE_MONTHS(12, 2, 5, 2, Access.WRITE),
    SCHEDULE_DAYS(12, 2, 6, 4, Access.WRITE),
    SCHEDULE_DAY_PLAN(12, 2, 7, 1, Access.WRITE),
    DETECTOR_STATUS(13, 1, 1, 8, Access.READ),
    MODULE_STATUS(13, 1, 2, 8, Access.READ),
    DOOR(13, 1, 3, 1, Access.READ),
    VOLTAGE(13, 1, 4, 2, Access.READ),
    CURRENT(13, 1, 5, 2, Access.READ),
    TEMPERATURE(13, 1, 6, 1, Access.READ),
    HUMIDITY(13, 1, 7, 1, Access.READ),
    WATER(13, 1, 8, 1, Access.READ),
    SMOKE(13, 1, 9, 1, Access.READ),
    STANDARD_TIME(13, 1, 10, 7, Access.WRITE),
    LOCAL_TIME(13, 1, 11, 7, Access.WRITE),
    RUN_ROAD(13, 2, 1, 1, Access.READ),
    RUN_MODE(13, 2, 2, 1, Access.READ),
    RUN_PLAN(13, 2, 3, 1, Access.READ),
    RUN_STAGE(13, 2, 4, 1, Access.READ),
    LIVE_DETECTORS(14, 1, 0, 8, Access.READ),
    TRAFFIC_DETECTOR(14, 2, 1, 1, Access.READ),
    TRAFFIC_FLOW(14, 2, 2, 2, Access.READ),
    TRAFFIC_OCCUPANCY(14, 2, 3, 1, Access.READ),
    TRAFFIC_SPEED(14, 2, 4, 2, Access.READ),
    ALARM_COUNT(15, 1, 0, 4, Access.READ),
    ALARM_NUMBER(15, 2, 1, 4, Access.READ),
    ALARM_TYPE(15, 2, 2, 1, Access.READ),
    ALARM_VALUE(15, 2, 3, 1, Access.READ),
    ALARM_TIME(15, 2, 4, 7, Access.READ),
    FAULT_COUNT(16, 1, 0, 4, Access.READ),
    FAULT_NUMBER(16, 2, 1, 4, Access.READ),
    FAULT_TYPE(16, 2, 2, 1, Access.READ),
    FAULT_TIME(16, 2, 3, 7, Access.READ),
    FAULT_ACTION(16, 2, 4, 1, Access.READ),
    CONTROL_ROAD(17, 1, 1, 1, Access.WRITE),
    CONTROL_STAGE(17, 1, 2, 1, Access.WRITE),
    CONTROL_PLAN(17, 1, 3, 1, Access.WRITE),
    CONTROL_MODE(17, 1, 4, 1, Access.WRITE),
    COMMAND(18, 1, 0, -1, Access.WRITE);

    private static final Map<Integer, Item> BY_PLACE = new HashMap<>();

    static {
        for (Item item : values()) {
            BY_PLACE.put(item.at(0).packed(), item);
        }
    }

    private final int dataClass;
    private final int object;
    private final int attribute;
    private final int bytes;
    private final Access access;

    Item(int dataClass, int object, int attribute, int bytes, Access access) {
        this.dataClass = dataClass;
        this.object = object;
        this.attribute = attribute;
        this.bytes = bytes;
        this.access = access;
    }

    /** The address of this item in a row of its table; 0 for a scalar. */
    public Address at(int element) {
        return new Address(dataClass, object, attribute, element);
    }

    public boolean hasFixedSize() {
        return bytes > 0;
    }

    /** @throws IllegalStateException where the size varies: see {@link #hasFixedSize} */
    public int bytes() {
        if (bytes < 0) {
            throw new IllegalStateException(this + " has no fixed size");
        }
        return bytes;
    }

    public Access access() {
        return access;
    }

    /** The item of which the address is a row. */
    public static Optional<Item> find(Address address) {
        return Optional.ofNullable(BY_PLACE.get(address.packed() & ~0xFF));
    }
}
