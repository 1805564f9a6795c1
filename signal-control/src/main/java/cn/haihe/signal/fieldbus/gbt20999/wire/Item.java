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
    CONTROLLER_ID(2, 5, 0, 4, Access.READ),
    ROAD_COUNT(2, 6, 0, 1, Access.READ),
    LAMP_GROUP_COUNT(3, 1, 0, 1, Access.READ),
    LAMP_GROUP_NUMBER(3, 2, 1, 1, Access.READ),
    LAMP_GROUP_TYPE(3, 2, 2, 1, Access.READ),
    LAMP_STATE(3, 3, 1, 1, Access.READ),
    PHASE_COUNT(4, 1, 0, 1, Access.READ),
    PHASE_NUMBER(4, 2, 1, 1, Access.READ),
    PHASE_LAMP_GROUPS(4, 2, 2, 8, Access.READ),
    PHASE_LOSING_STATE_1(4, 2, 3, 1, Access.READ),
    PHASE_LOSING_SECONDS_1(4, 2, 4, 1, Access.READ),
    PHASE_LOSING_STATE_2(4, 2, 5, 1, Access.READ),
    PHASE_LOSING_SECONDS_2(4, 2, 6, 1, Access.READ),
    PHASE_LOSING_STATE_3(4, 2, 7, 1, Access.READ),
    PHASE_LOSING_SECONDS_3(4, 2, 8, 1, Access.READ),
    PHASE_MIN_GREEN(4, 2, 27, 2, Access.READ),
    PHASE_MAX_GREEN(4, 2, 28, 2, Access.READ),
    STAGE_COUNT(6, 1, 0, 1, Access.READ),
    STAGE_NUMBER(6, 2, 1, 1, Access.READ),
    STAGE_PHASES(6, 2, 2, 8, Access.READ),
    STAGE_STATUS_NUMBER(6, 3, 1, 1, Access.READ),
    STAGE_STATUS_STATE(6, 3, 2, 1, Access.READ),
    STAGE_STATUS_ELAPSED(6, 3, 3, 2, Access.READ),
    STAGE_STATUS_REMAINING(6, 3, 4, 2, Access.READ),
    CONFLICT_PHASE(7, 1, 1, 1, Access.READ),
    CONFLICT_PHASES(7, 1, 2, 8, Access.READ),
    INTERGREEN_PHASE(7, 2, 1, 1, Access.READ),
    INTERGREEN_CHAIN(7, 2, 2, 64, Access.READ),
    PLAN_COUNT(9, 1, 0, 1, Access.READ),
    PLAN_NUMBER(9, 2, 1, 1, Access.WRITE),
    PLAN_ROAD(9, 2, 2, 1, Access.WRITE),
    PLAN_CYCLE(9, 2, 3, 4, Access.WRITE),
    PLAN_COORDINATION(9, 2, 4, 1, Access.WRITE),
    PLAN_OFFSET(9, 2, 5, 2, Access.WRITE),
    PLAN_STAGES(9, 2, 6, 16, Access.WRITE),
    PLAN_STAGE_SECONDS(9, 2, 7, 32, Access.WRITE),
    PLAN_STAGE_OCCURRENCE(9, 2, 8, 16, Access.WRITE),
    DOOR(13, 1, 3, 1, Access.READ),
    STANDARD_TIME(13, 1, 10, 7, Access.WRITE),
    LOCAL_TIME(13, 1, 11, 7, Access.READ),
    RUN_ROAD(13, 2, 1, 1, Access.READ),
    RUN_MODE(13, 2, 2, 1, Access.READ),
    RUN_PLAN(13, 2, 3, 1, Access.READ),
    RUN_STAGE(13, 2, 4, 1, Access.READ),
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
