package cn.haihe.signal.device;

import static cn.haihe.signal.device.Raw.flag;
import static cn.haihe.signal.device.Raw.measure;
import static cn.haihe.signal.device.Raw.number;
import static cn.haihe.signal.device.Raw.text;

import cn.haihe.signal.fieldbus.gbt20999.wire.Chain;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireTime;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireUnits;
import cn.haihe.signal.fieldbus.gbt20999.wire.data.LinkType;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;

/** Classes 1, 2, 13, 17 and 18: the controller as a whole and its road. */
final class DeviceTable {
    private static final String MAKER = "Haihe";
    private static final byte[] VERSION = {0, 1, 0, 0};
    private static final LocalDateTime MADE = LocalDateTime.of(2026, 1, 1, 0, 0);
    private static final int NAME_BYTES = 128;
    private static final int LOCALHOST = 0x7F000001;
    private static final int MASK = 0xFF000000;
    private static final int MODULES = 0b1111;
    private static final byte[] NO_ADDRESS_6 = new byte[16];

    private final DeviceConfig config;
    private final Cabinet cabinet;

    DeviceTable(DeviceConfig config, Cabinet cabinet) {
        this.config = config;
        this.cabinet = cabinet;
    }

    Optional<byte[]> find(Item item, int row) {
        boolean ofRoad = switch (item) {
            case RUN_ROAD, RUN_MODE, RUN_PLAN, RUN_STAGE, CONTROL_ROAD, CONTROL_STAGE, CONTROL_PLAN, CONTROL_MODE ->
                true;
            default -> false;
        };
        if (row != (ofRoad ? config.roadId() : 0)) {
            return Optional.empty();
        }
        if (ofRoad) {
            return ofRoad(item);
        }
        return item.at(0).dataClass() == 13 ? ofCabinet(item) : scalar(item);
    }

    private Optional<byte[]> scalar(Item item) {
        return switch (item) {
            case MAKER -> text(MAKER);
            case DEVICE_VERSION -> Optional.of(VERSION);
            case SERIAL_NUMBER -> text(String.format("HH%012d", config.controllerId()));
            case MADE_AT, CONFIGURED_AT -> Optional.of(WireTime.encode(MADE));
            case INTERSECTION_NAME -> Optional.of(Arrays.copyOf(cabinet.name(), NAME_BYTES));
            case DEVICE_ADDRESS, HOST_ADDRESS -> number(item, LOCALHOST);
            case DEVICE_MASK -> number(item, MASK & 0xFFFFFFFFL);
            case DEVICE_GATEWAY, GPS_CLOCK -> number(item, 0);
            case HOST_PORT, HOST_PORT_6 -> number(item, config.link().centre(0).port());
            case HOST_LINK, HOST_LINK_6 ->
                number(item, (config.link().kind() == DeviceLink.Kind.UDP ? LinkType.UDP : LinkType.TCP).code());
            case DEVICE_ADDRESS_6, DEVICE_MASK_6, DEVICE_GATEWAY_6, HOST_ADDRESS_6 -> Optional.of(NO_ADDRESS_6);
            case TIME_ZONE ->
                number(
                        item,
                        cabinet.time()
                                .local()
                                .atZone(DeviceTime.STREET)
                                .getOffset()
                                .getTotalSeconds());
            case CONTROLLER_ID -> number(item, config.controllerId());
            case ROAD_COUNT -> number(item, 1);
            case COMMAND -> Optional.of(command());
            default -> Optional.empty();
        };
    }

    /** In the form that the maker has for it: one byte, or one for each of sixteen roads. */
    private byte[] command() {
        byte code = (byte) cabinet.lastCommand().code();
        int size = config.profile().commandBytes();
        int[] codes = new int[size];
        codes[size == 1 ? 0 : Math.min(size, config.roadId()) - 1] = code;
        return Chain.encode(codes, size, 1, config.profile().chainOrder());
    }

    private Optional<byte[]> ofCabinet(Item item) {
        CabinetSensors sensors = cabinet.sensors();
        WireUnits units = config.profile().units();
        return switch (item) {
            case DETECTOR_STATUS -> number(item, detectorBits(units));
            case MODULE_STATUS -> number(item, units.setBitIsFault() ? 0 : MODULES);
            case DOOR -> flag(item, sensors.doorOpen());
            case VOLTAGE -> measure(item, sensors.volts(), units.voltsPerVoltage());
            case CURRENT -> measure(item, sensors.amperes(), units.amperesPerCurrent());
            case TEMPERATURE -> measure(item, sensors.temperatureCelsius(), 1);
            case HUMIDITY -> number(item, sensors.humidityPercent());
            case WATER -> flag(item, sensors.water());
            case SMOKE -> flag(item, sensors.smoke());
            case STANDARD_TIME -> Optional.of(WireTime.encode(standardTime(units)));
            case LOCAL_TIME -> Optional.of(WireTime.encode(cabinet.time().local()));
            default -> Optional.empty();
        };
    }

    private long detectorBits(WireUnits units) {
        long atFault = cabinet.stuckDetectors();
        return units.setBitIsFault() ? atFault : cabinet.detectors().all() & ~atFault;
    }

    private LocalDateTime standardTime(WireUnits units) {
        LocalDateTime local = cabinet.time().local();
        return units.standardTimeIsUtc()
                ? LocalDateTime.ofInstant(local.atZone(DeviceTime.STREET).toInstant(), ZoneOffset.UTC)
                : local;
    }

    private Optional<byte[]> ofRoad(Item item) {
        return switch (item) {
            case RUN_ROAD, CONTROL_ROAD -> number(item, config.roadId());
            case RUN_MODE, CONTROL_MODE -> number(item, cabinet.mode().code());
            case RUN_PLAN -> number(item, cabinet.plan());
            case RUN_STAGE -> number(item, cabinet.stage());
            case CONTROL_STAGE -> number(item, cabinet.governor().commandedStage());
            case CONTROL_PLAN -> number(item, cabinet.governor().commandedPlan());
            default -> Optional.empty();
        };
    }
}
