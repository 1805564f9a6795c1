package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.BigEndian;
import cn.haihe.signal.fieldbus.gbt20999.wire.ControllerCommand;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.ErrorCode;
import cn.haihe.signal.fieldbus.gbt20999.wire.Frame;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameType;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Answers the frames that reach a controller. */
final class RequestHandler {
    private static final Set<Item> CLOCKS = EnumSet.of(Item.STANDARD_TIME, Item.LOCAL_TIME);
    private static final byte[] NONE = new byte[0];
    private static final byte[] DONE = {0};

    private final DeviceConfig config;
    private final Cabinet cabinet;
    private final ObjectTable table;
    private final Random chance;

    /** @param chance decides when power fails in mid-set */
    RequestHandler(DeviceConfig config, Cabinet cabinet, Random chance) {
        this.chance = chance;
        this.config = config;
        this.cabinet = cabinet;
        table = new ObjectTable(config, cabinet);
    }

    /** Empty where nothing is to be answered: replies, reports, frames for somebody else. */
    Optional<Frame> answer(Frame request) {
        if (!concerns(request)) {
            return Optional.empty();
        }
        return switch (request.type()) {
            case QUERY -> Optional.of(query(request));
            case SET -> powerFails() ? failInSet(request) : Optional.of(set(request));
            case BROADCAST -> broadcast(request);
            case HEARTBEAT, HEARTBEAT_VARIANT -> Optional.of(request.answer(FrameType.HEARTBEAT_REPLY, List.of()));
            default -> Optional.empty();
        };
    }

    /** Whether it is for this controller, or a broadcast for all. */
    boolean concerns(Frame frame) {
        return frame.controllerId() == config.controllerId()
                || frame.type() == FrameType.BROADCAST
                        && frame.controllerId() == config.profile().broadcastId();
    }

    private Frame query(Frame request) {
        List<DataValue> found = new ArrayList<>();
        List<DataValue> errors = new ArrayList<>();
        for (DataValue asked : request.values()) {
            Optional<byte[]> value = table.find(asked.address());
            if (value.isPresent()) {
                found.add(new DataValue(asked.index(), asked.address(), value.get()));
            } else {
                errors.add(new DataValue(
                        asked.index(), asked.address(), BigEndian.bytes(ErrorCode.NO_SUCH_OBJECT.code(), 1)));
            }
        }
        return errors.isEmpty()
                ? request.answer(FrameType.QUERY_REPLY, found)
                : request.answer(FrameType.QUERY_ERROR, errors);
    }

    private Frame set(Frame request) {
        DeviceFaults faults = config.faults();
        if (request.values().isEmpty()) {
            return request.answer(FrameType.SET_ERROR, List.of());
        }
        if (faults.refusesSets()) {
            DataValue first = request.values().get(0);
            return request.answer(
                    FrameType.SET_ERROR,
                    List.of(new DataValue(
                            first.index(), first.address(), BigEndian.bytes(ErrorCode.GENERAL.code(), 1))));
        }
        List<DataValue> errors = faults.liesAboutSets()
                ? List.of()
                : new SetRequest(config, cabinet, request.values()).apply(Optional.empty());
        return errors.isEmpty()
                ? request.answer(FrameType.SET_REPLY, acknowledgement(request))
                : request.answer(FrameType.SET_ERROR, errors);
    }

    private boolean powerFails() {
        double ratio = config.faults().rebootInSetRatio();
        return ratio > 0 && chance.nextDouble() < ratio;
    }

    /** Of the rows that the frame sets some are stored, each whole; nobody is told which. */
    private Optional<Frame> failInSet(Frame request) {
        if (!request.values().isEmpty()) {
            new SetRequest(config, cabinet, request.values())
                    .apply(Optional.of(chance.nextInt(request.values().size() + 1)));
        }
        cabinet.obey(ControllerCommand.RESTART);
        return Optional.empty();
    }

    /** The time for all, of which nobody expects an answer. A plan or a command is never for all. */
    private Optional<Frame> broadcast(Frame request) {
        boolean onlyTime = request.values().stream()
                .map(value -> Item.find(value.address()))
                .allMatch(item -> item.filter(CLOCKS::contains).isPresent());
        if (onlyTime && !request.values().isEmpty() && !config.faults().refusesSets()) {
            new SetRequest(config, cabinet, request.values()).apply(Optional.empty());
        }
        return Optional.empty();
    }

    private List<DataValue> acknowledgement(Frame request) {
        return switch (config.profile().setReplyForm()) {
            case EMPTY -> List.of();
            case ADDRESSES -> echo(request, NONE);
            case ADDRESSES_WITH_STATUS -> echo(request, DONE);
        };
    }

    private static List<DataValue> echo(Frame request, byte[] value) {
        return request.values().stream()
                .map(set -> new DataValue(set.index(), set.address(), value))
                .toList();
    }
}
