package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.Chain;
import cn.haihe.signal.fieldbus.gbt20999.wire.ControllerCommand;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.ErrorCode;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunMode;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireTime;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** What a set frame holds besides tables: clock, periods, restrictions, priority rows, and last what is commanded. */
final class Settings {
    private static final int ROADS_OF_A_COMMAND = 16;

    private final DeviceConfig config;
    private final Cabinet cabinet;
    private final SetRequest request;
    private boolean controls;

    Settings(DeviceConfig config, Cabinet cabinet, SetRequest request) {
        this.config = config;
        this.cabinet = cabinet;
        this.request = request;
    }

    void judge() {
        for (DataValue value : request.values()) {
            Item.find(value.address())
                    .ifPresent(item -> judge(item, value.address().element(), value));
        }
        if (controls && !config.faults().ignoresControl()) {
            request.then(this::control);
        }
    }

    private void judge(Item item, int row, DataValue value) {
        switch (item) {
            case CONTROL_ROAD -> {
                controls = true;
                require(value, value.number() == row, () -> {});
            }
            case CONTROL_STAGE, CONTROL_PLAN -> controls = true;
            case CONTROL_MODE -> {
                controls = true;
                require(value, RunMode.find((int) value.number()).isPresent(), () -> {});
            }
            case COMMAND -> command(value);
            case INTERSECTION_NAME -> request.then(() -> cabinet.rename(value.value()));
            case STANDARD_TIME, LOCAL_TIME -> clock(item, value);
            case DETECTOR_FLOW_PERIOD, DETECTOR_OCCUPANCY_PERIOD ->
                limit(value, 1, 0xFFFF, () -> cabinet.detectors().setPeriod(item, row, (int) value.number()));
            case PHASE_PROHIBIT -> restrict(Restrictions.Kind.PHASE_PROHIBIT, row, value);
            case PHASE_MASK -> restrict(Restrictions.Kind.PHASE_MASK, row, value);
            case LAMP_GROUP_PROHIBIT -> restrict(Restrictions.Kind.LAMP_PROHIBIT, row, value);
            case LAMP_GROUP_MASK -> restrict(Restrictions.Kind.LAMP_MASK, row, value);
            case STAGE_PROHIBIT -> restrict(Restrictions.Kind.STAGE_PROHIBIT, row, value);
            case STAGE_MASK -> restrict(Restrictions.Kind.STAGE_MASK, row, value);
            case STAGE_SOFT_DEMAND -> restrict(Restrictions.Kind.STAGE_SOFT_DEMAND, row, value);
            case PRIORITY_NUMBER, EMERGENCY_NUMBER -> require(value, value.number() == row, () -> {});
            case PRIORITY_STAGE, PRIORITY_LEVEL, PRIORITY_MASK -> priority(item, false, row, value);
            case EMERGENCY_STAGE, EMERGENCY_LEVEL, EMERGENCY_MASK -> priority(item, true, row, value);
            default -> {
                // Rows of tables are judged elsewhere, and what cannot be set was refused before.
            }
        }
    }

    private void restrict(Restrictions.Kind kind, int number, DataValue value) {
        limit(value, 0, 1, () -> cabinet.restrictions().set(kind, number, value.number() == 1));
    }

    private void priority(Item item, boolean emergency, int row, DataValue value) {
        int number = (int) value.number();
        switch (item) {
            case PRIORITY_STAGE, EMERGENCY_STAGE ->
                require(
                        value,
                        number == 0 || config.junction().findStage(number).isPresent(),
                        () -> cabinet.priorities().input(emergency, row).setStage(number));
            case PRIORITY_MASK, EMERGENCY_MASK ->
                limit(
                        value,
                        0,
                        1,
                        () -> cabinet.priorities().input(emergency, row).setMasked(number == 1));
            default ->
                request.then(() -> cabinet.priorities().input(emergency, row).setLevel(number));
        }
    }

    private void clock(Item item, DataValue value) {
        boolean utc = item == Item.STANDARD_TIME && config.profile().units().standardTimeIsUtc();
        Optional<LocalDateTime> given = WireTime.find(value.value());
        if (given.isEmpty()) {
            request.refuse(value, ErrorCode.WRONG_VALUE);
            return;
        }
        LocalDateTime local =
                utc ? LocalDateTime.ofInstant(given.get().toInstant(ZoneOffset.UTC), DeviceTime.STREET) : given.get();
        request.then(() -> cabinet.time().setLocal(local));
    }

    /** One byte, or sixteen: a chain with an entry for each road. */
    private void command(DataValue value) {
        int length = value.value().length;
        if (length != 1 && length != ROADS_OF_A_COMMAND) {
            request.refuse(value, ErrorCode.WRONG_LENGTH);
            return;
        }
        int code = value.value()[0] & 0xFF;
        if (length == ROADS_OF_A_COMMAND) {
            int[] codes = Chain.decode(value.value(), 1, config.profile().chainOrder());
            if (config.roadId() > ROADS_OF_A_COMMAND) {
                request.refuse(value, ErrorCode.WRONG_VALUE);
                return;
            }
            code = codes[config.roadId() - 1];
        }
        Optional<ControllerCommand> command = ControllerCommand.find(code);
        require(value, command.isPresent(), () -> {
            if (!config.faults().ignoresControl()) {
                cabinet.obey(command.orElseThrow());
            }
        });
    }

    private void require(DataValue value, boolean good, Runnable change) {
        if (good) {
            request.then(change);
        } else {
            request.refuse(value, ErrorCode.WRONG_VALUE);
        }
    }

    private void limit(DataValue value, int least, int most, Runnable change) {
        if (value.number() >= least && value.number() <= most) {
            request.then(change);
        } else {
            request.refuse(value, ErrorCode.OUT_OF_RANGE);
        }
    }

    private void control() {
        int road = config.roadId();
        RunMode mode = request.map()
                .findInt(Item.CONTROL_MODE, road)
                .flatMap(RunMode::find)
                .orElse(cabinet.mode());
        int plan = request.map()
                .findInt(Item.CONTROL_PLAN, road)
                .orElse(cabinet.governor().commandedPlan());
        int stage = request.map()
                .findInt(Item.CONTROL_STAGE, road)
                .orElse(cabinet.governor().commandedStage());
        if (!cabinet.command(mode, plan, stage)) {
            request.refuse(request.values().get(0), ErrorCode.CONTROL_FAILED);
        }
    }
}
