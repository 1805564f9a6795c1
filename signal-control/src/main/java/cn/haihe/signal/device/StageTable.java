package cn.haihe.signal.device;

import static cn.haihe.signal.device.Raw.flag;
import static cn.haihe.signal.device.Raw.measure;
import static cn.haihe.signal.device.Raw.number;

import cn.haihe.signal.fieldbus.gbt20999.wire.Chain;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.StageState;
import cn.haihe.signal.fieldbus.gbt20999.wire.TransitionCoding;
import cn.haihe.signal.junction.Stage;
import java.util.Optional;
import java.util.stream.IntStream;

/** Classes 6 and 10: stages, how they stand, and what may follow what. */
final class StageTable {
    private final DeviceConfig config;
    private final Cabinet cabinet;

    StageTable(DeviceConfig config, Cabinet cabinet) {
        this.config = config;
        this.cabinet = cabinet;
    }

    Optional<byte[]> find(Item item, int row) {
        if (item == Item.STAGE_COUNT) {
            return row == 0 ? number(item, config.junction().stages().size()) : Optional.empty();
        }
        return config.junction().findStage(row).flatMap(stage -> find(item, stage));
    }

    private Optional<byte[]> find(Item item, Stage stage) {
        Restrictions restrictions = cabinet.restrictions();
        boolean isCurrent = cabinet.stage() == stage.number();
        double unit = config.profile().units().secondsPerStageTime();
        long second = cabinet.time().second();
        return switch (item) {
            case STAGE_NUMBER, STAGE_STATUS_NUMBER, STAGE_CONTROL_NUMBER, TRANSITION_STAGE ->
                number(item, stage.number());
            case STAGE_PHASES -> number(item, stage.phases().bits());
            // Every phase of a stage begins and ends with it.
            case STAGE_LATE_STARTS, STAGE_EARLY_ENDS -> Optional.of(new byte[item.bytes()]);
            case TRANSITION_CONSTRAINTS -> Optional.of(constraintsInto(stage.number(), item.bytes()));
            case STAGE_STATUS_STATE -> number(item, state(isCurrent, second).code());
            case STAGE_STATUS_ELAPSED ->
                measure(item, isCurrent ? cabinet.sequencer().elapsedSeconds(second) : 0, unit);
            case STAGE_STATUS_REMAINING ->
                measure(item, isCurrent ? cabinet.sequencer().remainingSeconds(second) : 0, unit);
            case STAGE_SOFT_DEMAND ->
                flag(item, restrictions.isSet(Restrictions.Kind.STAGE_SOFT_DEMAND, stage.number()));
            case STAGE_MASK -> flag(item, restrictions.isSet(Restrictions.Kind.STAGE_MASK, stage.number()));
            case STAGE_PROHIBIT -> flag(item, restrictions.isSet(Restrictions.Kind.STAGE_PROHIBIT, stage.number()));
            default -> Optional.empty();
        };
    }

    /** By the stage that would go before. */
    private byte[] constraintsInto(int target, int places) {
        TransitionCoding coding = config.profile().transitions();
        int[] codes = IntStream.rangeClosed(1, places)
                .map(from -> coding.code(config.junction().transitions().isForbidden(from, target)))
                .toArray();
        return Chain.encode(codes, places, 1, config.profile().chainOrder());
    }

    private StageState state(boolean isCurrent, long second) {
        if (!isCurrent) {
            return StageState.NO_RIGHT_OF_WAY;
        }
        return cabinet.sequencer().isInTransition(second) ? StageState.TRANSITION : StageState.RUNNING;
    }
}
