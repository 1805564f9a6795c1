package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.Item;

/** Which rows of the tables a controller has. */
final class Places {
    static final int PLAN_ROWS = 128;

    private Places() {}

    static boolean hasPlace(Item item, int row, DeviceConfig config) {
        return switch (item) {
            case PLAN_NUMBER,
                    PLAN_ROAD,
                    PLAN_CYCLE,
                    PLAN_COORDINATION,
                    PLAN_OFFSET,
                    PLAN_STAGES,
                    PLAN_STAGE_SECONDS,
                    PLAN_STAGE_OCCURRENCE -> row >= 1 && row <= PLAN_ROWS;
            case CONTROL_ROAD, CONTROL_STAGE, CONTROL_PLAN, CONTROL_MODE -> row == config.roadId();
            case PHASE_MASK, PHASE_PROHIBIT, LAMP_GROUP_MASK, LAMP_GROUP_PROHIBIT ->
                row >= 1 && row <= config.junction().phases().size();
            case STAGE_MASK, STAGE_PROHIBIT, STAGE_SOFT_DEMAND ->
                config.junction().findStage(row).isPresent();
            case PRIORITY_NUMBER,
                    PRIORITY_STAGE,
                    PRIORITY_LEVEL,
                    PRIORITY_MASK,
                    EMERGENCY_NUMBER,
                    EMERGENCY_STAGE,
                    EMERGENCY_LEVEL,
                    EMERGENCY_MASK -> row >= 1 && row <= PriorityInputs.ROWS_OF_EACH;
            case DETECTOR_FLOW_PERIOD, DETECTOR_OCCUPANCY_PERIOD ->
                config.detectors().stream().anyMatch(place -> place.number() == row);
            default -> isOfCalendar(item) ? row >= 1 && row <= config.profile().tableRows() : row == 0;
        };
    }

    static boolean isOfCalendar(Item item) {
        int dataClass = item.at(0).dataClass();
        return (dataClass == 11 || dataClass == 12) && item.at(0).object() == 2;
    }
}
