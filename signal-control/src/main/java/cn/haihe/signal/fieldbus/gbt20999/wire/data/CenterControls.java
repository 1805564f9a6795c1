package cn.haihe.signal.fieldbus.gbt20999.wire.data;

import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunMode;
import java.util.List;
import java.util.Optional;

/** Class 17, what the centre commands of a road. */
public record CenterControls(List<Road> roads, List<DataValue> raw) implements DataClass {
    static final int NUMBER = 17;

    /** 17.1: the row of a road. */
    public record Road(
            int row,
            Optional<Integer> road,
            Optional<Integer> stage,
            Optional<Integer> plan,
            Optional<Integer> rawMode) {
        private static Road read(ClassReader reader, int row) {
            return new Road(
                    row,
                    reader.number(Item.CONTROL_ROAD, row),
                    reader.number(Item.CONTROL_STAGE, row),
                    reader.number(Item.CONTROL_PLAN, row),
                    reader.number(Item.CONTROL_MODE, row));
        }

        private void write(ClassWriter writer) {
            writer.number(Item.CONTROL_ROAD, row, road)
                    .number(Item.CONTROL_STAGE, row, stage)
                    .number(Item.CONTROL_PLAN, row, plan)
                    .number(Item.CONTROL_MODE, row, rawMode);
        }

        public Optional<RunMode> findMode() {
            return rawMode.flatMap(RunMode::find);
        }
    }

    public CenterControls {
        roads = List.copyOf(roads);
        raw = List.copyOf(raw);
    }

    static CenterControls read(ClassReader reader) {
        return new CenterControls(reader.rows(row -> Road.read(reader, row), 1), reader.rest());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void write(ClassWriter writer, ChainOrder order) {
        roads.forEach(row -> row.write(writer));
    }
}
