package cn.haihe.signal.fieldbus.gbt20999.wire.data;

import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunMode;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireUnits;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Class 13, how the cabinet and its roads are. Units of what is raw: see {@link WireUnits}.
 *
 * @param detectorBits detector n is bit n - 1; whether a set bit is a fault is not established
 * @param moduleBits the same
 * @param rawTemperature signed
 */
public record RunState(
        Optional<Long> detectorBits,
        Optional<Long> moduleBits,
        Optional<Integer> rawDoor,
        Optional<Integer> rawVoltage,
        Optional<Integer> rawCurrent,
        Optional<Integer> rawTemperature,
        Optional<Integer> rawHumidity,
        Optional<Integer> rawWater,
        Optional<Integer> rawSmoke,
        Optional<LocalDateTime> standardTime,
        Optional<LocalDateTime> localTime,
        List<Road> roads,
        List<DataValue> raw)
        implements DataClass {
    static final int NUMBER = 13;

    /** 13.2: what a road runs. */
    public record Road(
            int row,
            Optional<Integer> road,
            Optional<Integer> rawMode,
            Optional<Integer> plan,
            Optional<Integer> stage) {
        private static Road read(ClassReader reader, int row) {
            return new Road(
                    row,
                    reader.number(Item.RUN_ROAD, row),
                    reader.number(Item.RUN_MODE, row),
                    reader.number(Item.RUN_PLAN, row),
                    reader.number(Item.RUN_STAGE, row));
        }

        private void write(ClassWriter writer) {
            writer.number(Item.RUN_ROAD, row, road)
                    .number(Item.RUN_MODE, row, rawMode)
                    .number(Item.RUN_PLAN, row, plan)
                    .number(Item.RUN_STAGE, row, stage);
        }

        public Optional<RunMode> findMode() {
            return rawMode.flatMap(RunMode::find);
        }
    }

    public RunState {
        roads = List.copyOf(roads);
        raw = List.copyOf(raw);
    }

    static RunState read(ClassReader reader) {
        return new RunState(
                reader.take(Item.DETECTOR_STATUS, 0, Coding.LONG),
                reader.take(Item.MODULE_STATUS, 0, Coding.LONG),
                reader.scalar(Item.DOOR),
                reader.scalar(Item.VOLTAGE),
                reader.scalar(Item.CURRENT),
                reader.take(Item.TEMPERATURE, 0, Coding.SIGNED_BYTE),
                reader.scalar(Item.HUMIDITY),
                reader.scalar(Item.WATER),
                reader.scalar(Item.SMOKE),
                reader.take(Item.STANDARD_TIME, 0, Coding.TIME),
                reader.take(Item.LOCAL_TIME, 0, Coding.TIME),
                reader.rows(row -> Road.read(reader, row), 2),
                reader.rest());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void write(ClassWriter writer, ChainOrder order) {
        writer.put(Item.DETECTOR_STATUS, 0, detectorBits, Coding.LONG)
                .put(Item.MODULE_STATUS, 0, moduleBits, Coding.LONG)
                .scalar(Item.DOOR, rawDoor)
                .scalar(Item.VOLTAGE, rawVoltage)
                .scalar(Item.CURRENT, rawCurrent)
                .put(Item.TEMPERATURE, 0, rawTemperature, Coding.SIGNED_BYTE)
                .scalar(Item.HUMIDITY, rawHumidity)
                .scalar(Item.WATER, rawWater)
                .scalar(Item.SMOKE, rawSmoke)
                .put(Item.STANDARD_TIME, 0, standardTime, Coding.TIME)
                .put(Item.LOCAL_TIME, 0, localTime, Coding.TIME);
        roads.forEach(row -> row.write(writer));
    }
}
