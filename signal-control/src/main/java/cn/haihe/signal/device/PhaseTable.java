package cn.haihe.signal.device;

import static cn.haihe.signal.device.Raw.flag;
import static cn.haihe.signal.device.Raw.number;

import cn.haihe.signal.fieldbus.gbt20999.wire.Chain;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.data.LampGroupType;
import cn.haihe.signal.junction.Phase;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Classes 3, 4 and 7: lamp groups, phases and what keeps them apart. Lamp group n is that of phase n. */
final class PhaseTable {
    private static final int FIRST_STEP_ATTRIBUTE = 3;
    private static final int LAST_STEP_ATTRIBUTE = 26;
    private static final int ATTRIBUTES_OF_STEPS = 6;

    private final DeviceConfig config;
    private final Cabinet cabinet;

    PhaseTable(DeviceConfig config, Cabinet cabinet) {
        this.config = config;
        this.cabinet = cabinet;
    }

    Optional<byte[]> find(Item item, int row) {
        int count = config.junction().phases().size();
        if (item == Item.LAMP_GROUP_COUNT || item == Item.PHASE_COUNT) {
            return row == 0 ? number(item, count) : Optional.empty();
        }
        return row >= 1 && row <= count ? find(item, config.junction().getPhase(row)) : Optional.empty();
    }

    private Optional<byte[]> find(Item item, Phase phase) {
        int number = phase.number();
        Restrictions restrictions = cabinet.restrictions();
        return switch (item) {
            case LAMP_GROUP_NUMBER,
                    LAMP_GROUP_CONTROL_NUMBER,
                    PHASE_NUMBER,
                    PHASE_CONTROL_NUMBER,
                    CONFLICT_PHASE,
                    INTERGREEN_PHASE -> number(item, number);
            case LAMP_GROUP_TYPE ->
                number(item, (phase.isVehicle() ? LampGroupType.MOTOR : LampGroupType.PEDESTRIAN).code());
            case LAMP_STATE -> number(item, cabinet.lamp(number).code());
            case LAMP_GROUP_MASK -> flag(item, restrictions.isSet(Restrictions.Kind.LAMP_MASK, number));
            case LAMP_GROUP_PROHIBIT -> flag(item, restrictions.isSet(Restrictions.Kind.LAMP_PROHIBIT, number));
            case PHASE_MASK -> flag(item, restrictions.isSet(Restrictions.Kind.PHASE_MASK, number));
            case PHASE_PROHIBIT -> flag(item, restrictions.isSet(Restrictions.Kind.PHASE_PROHIBIT, number));
            case PHASE_LAMP_GROUPS -> number(item, 1L << number - 1);
            case PHASE_MIN_GREEN -> number(item, phase.minGreenSeconds());
            case PHASE_MAX_GREEN, PHASE_MAX_GREEN_2 -> number(item, phase.maxGreenSeconds());
            case PHASE_EXTENSION -> number(item, phase.isVehicle() ? CallMemory.EXTENSION_SECONDS : 0);
            case PHASE_DETECTORS -> number(item, cabinet.detectors().ofPhase(number));
            case CONFLICT_PHASES ->
                number(item, config.junction().conflicts().of(number).bits());
            case INTERGREEN_CHAIN -> Optional.of(intergreens(number));
            default -> step(item, number);
        };
    }

    /** Attributes 3 to 26: losing, gaining, gaining and losing after power-on; three pairs of state and seconds each. */
    private Optional<byte[]> step(Item item, int number) {
        int attribute = item.at(0).attribute();
        if (attribute < FIRST_STEP_ATTRIBUTE || attribute > LAST_STEP_ATTRIBUTE) {
            return Optional.empty();
        }
        PhaseSteps steps = cabinet.slotLamps().steps(number);
        int at = attribute - FIRST_STEP_ATTRIBUTE;
        List<PhaseSteps.Step> group = switch (at / ATTRIBUTES_OF_STEPS) {
            case 0 -> steps.losing();
            case 1 -> steps.gaining();
            case 2 -> steps.powerOnGaining();
            default -> steps.powerOnLosing();
        };
        PhaseSteps.Step step = group.get(at % ATTRIBUTES_OF_STEPS / 2);
        return number(item, at % 2 == 0 ? step.state().code() : step.seconds());
    }

    private byte[] intergreens(int phase) {
        int[] seconds = IntStream.rangeClosed(1, Phase.MAX_NUMBER)
                .map(other -> config.junction().intergreens().seconds(phase, other))
                .toArray();
        return Chain.encode(seconds, Phase.MAX_NUMBER, 1, config.profile().chainOrder());
    }
}
