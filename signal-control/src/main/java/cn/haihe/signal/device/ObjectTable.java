package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.Address;
import cn.haihe.signal.fieldbus.gbt20999.wire.BigEndian;
import cn.haihe.signal.fieldbus.gbt20999.wire.Chain;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.LampState;
import cn.haihe.signal.fieldbus.gbt20999.wire.PlanObject;
import cn.haihe.signal.fieldbus.gbt20999.wire.StageState;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireTime;
import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.Stage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a controller answers to queries: the present value of each item that it holds. */
final class ObjectTable {
    private static final String MAKER = "Haihe";
    private static final int MOTOR_LAMPS = 1;
    private static final int PEDESTRIAN_LAMPS = 3;

    private final DeviceConfig config;
    private final Cabinet cabinet;

    ObjectTable(DeviceConfig config, Cabinet cabinet) {
        this.config = config;
        this.cabinet = cabinet;
    }

    /** Empty where the controller does not hold it. */
    Optional<byte[]> find(Address address) {
        return Item.find(address).flatMap(item -> find(item, address.element()));
    }

    private Optional<byte[]> find(Item item, int row) {
        return switch (item) {
            case LAMP_GROUP_NUMBER, LAMP_GROUP_TYPE, LAMP_STATE -> phase(row).flatMap(phase -> lampGroup(item, phase));
            case PHASE_NUMBER,
                    PHASE_LAMP_GROUPS,
                    PHASE_LOSING_STATE_1,
                    PHASE_LOSING_SECONDS_1,
                    PHASE_LOSING_STATE_2,
                    PHASE_LOSING_SECONDS_2,
                    PHASE_LOSING_STATE_3,
                    PHASE_LOSING_SECONDS_3,
                    PHASE_MIN_GREEN,
                    PHASE_MAX_GREEN,
                    PHASE_DETECTORS,
                    CONFLICT_PHASE,
                    CONFLICT_PHASES,
                    INTERGREEN_PHASE,
                    INTERGREEN_CHAIN -> phase(row).flatMap(phase -> ofPhase(item, phase));
            case STAGE_NUMBER,
                    STAGE_PHASES,
                    STAGE_STATUS_NUMBER,
                    STAGE_STATUS_STATE,
                    STAGE_STATUS_ELAPSED,
                    STAGE_STATUS_REMAINING -> config.junction().findStage(row).flatMap(stage -> ofStage(item, stage));
            case PLAN_NUMBER,
                    PLAN_ROAD,
                    PLAN_CYCLE,
                    PLAN_COORDINATION,
                    PLAN_OFFSET,
                    PLAN_STAGES,
                    PLAN_STAGE_SECONDS,
                    PLAN_STAGE_OCCURRENCE -> cabinet.findPlan(row).flatMap(plan -> ofPlan(item, plan));
            case DETECTOR_NUMBER,
                    DETECTOR_TYPE,
                    DETECTOR_FLOW_PERIOD,
                    DETECTOR_OCCUPANCY_PERIOD,
                    DETECTOR_POSITION,
                    DETECTOR_LIVE_NUMBER,
                    DETECTOR_PRESENCE,
                    DETECTOR_SPEED,
                    DETECTOR_VEHICLE_TYPE,
                    DETECTOR_PLATE,
                    DETECTOR_QUEUE,
                    TRAFFIC_DETECTOR,
                    TRAFFIC_FLOW,
                    TRAFFIC_OCCUPANCY,
                    TRAFFIC_SPEED ->
                cabinet.detectors().find(row, (cell, units) -> DetectorTable.value(item, cell, units));
            case FAULT_NUMBER, FAULT_TYPE, FAULT_TIME, FAULT_ACTION ->
                cabinet.faults().stream()
                        .filter(fault -> fault.row() == row)
                        .findFirst()
                        .flatMap(fault -> valueOf(item, row, fault.toValues()));
            case RUN_ROAD, RUN_MODE, RUN_PLAN, RUN_STAGE, CONTROL_ROAD, CONTROL_STAGE, CONTROL_PLAN, CONTROL_MODE ->
                row == config.roadId() ? ofRoad(item) : Optional.empty();
            default -> row == 0 ? scalar(item) : Optional.empty();
        };
    }

    private Optional<byte[]> scalar(Item item) {
        return switch (item) {
            case MAKER -> text(MAKER);
            case DEVICE_VERSION -> Optional.of(new byte[] {0, 1, 0, 0});
            case SERIAL_NUMBER -> text(String.format("HH%012d", config.controllerId()));
            case MADE_AT, CONFIGURED_AT -> Optional.of(new byte[] {0x07, (byte) 0xEA, 1, 1, 0, 0, 0});
            case INTERSECTION_NAME -> Optional.of(Arrays.copyOf(config.name().getBytes(StandardCharsets.UTF_8), 128));
            case CONTROLLER_ID -> number(item, config.controllerId());
            case ROAD_COUNT -> number(item, 1);
            case LAMP_GROUP_COUNT, PHASE_COUNT ->
                number(item, config.junction().phases().size());
            case STAGE_COUNT -> number(item, config.junction().stages().size());
            case DETECTOR_COUNT -> number(item, cabinet.detectors().size());
            case LIVE_DETECTORS -> number(item, cabinet.detectors().occupied());
            case PLAN_COUNT -> number(item, cabinet.planCount());
            case STANDARD_TIME, LOCAL_TIME -> Optional.of(WireTime.encode(cabinet.localTime()));
            case DOOR, ALARM_COUNT -> number(item, 0);
            case FAULT_COUNT -> number(item, cabinet.faults().size());
            default -> Optional.empty();
        };
    }

    private Optional<byte[]> ofRoad(Item item) {
        return switch (item) {
            case RUN_ROAD, CONTROL_ROAD -> number(item, config.roadId());
            case RUN_MODE, CONTROL_MODE -> number(item, cabinet.mode().code());
            case RUN_PLAN -> number(item, cabinet.plan());
            case RUN_STAGE -> number(item, cabinet.stage());
            case CONTROL_STAGE -> number(item, cabinet.commandedStage());
            case CONTROL_PLAN -> number(item, cabinet.commandedPlan());
            default -> Optional.empty();
        };
    }

    private Optional<byte[]> lampGroup(Item item, Phase phase) {
        return switch (item) {
            case LAMP_GROUP_NUMBER -> number(item, phase.number());
            case LAMP_GROUP_TYPE -> number(item, phase.isVehicle() ? MOTOR_LAMPS : PEDESTRIAN_LAMPS);
            case LAMP_STATE -> number(item, cabinet.lamp(phase.number()).code());
            default -> Optional.empty();
        };
    }

    private Optional<byte[]> ofPhase(Item item, Phase phase) {
        return switch (item) {
            case PHASE_NUMBER, CONFLICT_PHASE, INTERGREEN_PHASE -> number(item, phase.number());
            case PHASE_LAMP_GROUPS -> number(item, 1L << phase.number() - 1);
            case PHASE_LOSING_STATE_1 -> number(item, LampState.GREEN_FLASH.code());
            case PHASE_LOSING_SECONDS_1 -> number(item, phase.greenFlashSeconds());
            case PHASE_LOSING_STATE_2 -> number(item, LampState.YELLOW.code());
            case PHASE_LOSING_SECONDS_2 -> number(item, phase.amberSeconds());
            case PHASE_LOSING_STATE_3 -> number(item, LampState.RED.code());
            case PHASE_LOSING_SECONDS_3 -> number(item, 1);
            case PHASE_MIN_GREEN -> number(item, phase.minGreenSeconds());
            case PHASE_MAX_GREEN -> number(item, phase.maxGreenSeconds());
            case PHASE_DETECTORS -> number(item, cabinet.detectors().ofPhase(phase.number()));
            case CONFLICT_PHASES ->
                number(item, config.junction().conflicts().of(phase.number()).bits());
            case INTERGREEN_CHAIN -> Optional.of(intergreens(phase));
            default -> Optional.empty();
        };
    }

    private byte[] intergreens(Phase phase) {
        int[] seconds = IntStream.rangeClosed(1, Phase.MAX_NUMBER)
                .map(other -> config.junction().intergreens().seconds(phase.number(), other))
                .toArray();
        return Chain.encode(seconds, Phase.MAX_NUMBER, 1, config.profile().chainOrder());
    }

    private Optional<byte[]> ofStage(Item item, Stage stage) {
        boolean isCurrent = cabinet.stage() == stage.number();
        return switch (item) {
            case STAGE_NUMBER, STAGE_STATUS_NUMBER -> number(item, stage.number());
            case STAGE_PHASES -> number(item, stage.phases().bits());
            case STAGE_STATUS_STATE -> number(item, state(isCurrent).code());
            case STAGE_STATUS_ELAPSED -> number(item, isCurrent ? cabinet.stageElapsedSeconds() : 0);
            case STAGE_STATUS_REMAINING -> number(item, isCurrent ? cabinet.stageRemainingSeconds() : 0);
            default -> Optional.empty();
        };
    }

    private StageState state(boolean isCurrent) {
        if (!isCurrent) {
            return StageState.NO_RIGHT_OF_WAY;
        }
        return cabinet.isInTransition() ? StageState.TRANSITION : StageState.RUNNING;
    }

    private Optional<byte[]> ofPlan(Item item, PlanObject plan) {
        return item == Item.PLAN_NUMBER
                ? number(item, plan.number())
                : valueOf(item, plan.number(), plan.toValues(config.profile().chainOrder()));
    }

    private Optional<Phase> phase(int row) {
        return row >= 1 && row <= config.junction().phases().size()
                ? Optional.of(config.junction().getPhase(row))
                : Optional.empty();
    }

    private static Optional<byte[]> valueOf(Item item, int row, List<DataValue> values) {
        return values.stream()
                .filter(value -> value.address().equals(item.at(row)))
                .map(DataValue::value)
                .findFirst();
    }

    private static Optional<byte[]> text(String text) {
        return Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<byte[]> number(Item item, long number) {
        return Optional.of(BigEndian.bytes(number, item.bytes()));
    }
}
