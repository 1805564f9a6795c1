package cn.haihe.signal.fieldbus.gbt20999.wire.data;

import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.LampState;
import java.util.List;
import java.util.Optional;

/**
 * Class 3, lamp groups.
 *
 * @param count often the capacity of the controller, not how many it drives
 */
public record LampGroups(Optional<Integer> count, List<Group> groups, List<DataValue> raw) implements DataClass {
    static final int NUMBER = 3;

    /** 3.2 to 3.4: what a group is, what it shows, whether it is taken out. */
    public record Group(
            int row,
            Optional<Integer> number,
            Optional<Integer> rawType,
            Optional<Integer> rawState,
            Optional<Integer> controlNumber,
            Optional<Integer> rawMask,
            Optional<Integer> rawProhibit) {
        private static Group read(ClassReader reader, int row) {
            return new Group(
                    row,
                    reader.number(Item.LAMP_GROUP_NUMBER, row),
                    reader.number(Item.LAMP_GROUP_TYPE, row),
                    reader.number(Item.LAMP_STATE, row),
                    reader.number(Item.LAMP_GROUP_CONTROL_NUMBER, row),
                    reader.number(Item.LAMP_GROUP_MASK, row),
                    reader.number(Item.LAMP_GROUP_PROHIBIT, row));
        }

        private void write(ClassWriter writer) {
            writer.number(Item.LAMP_GROUP_NUMBER, row, number)
                    .number(Item.LAMP_GROUP_TYPE, row, rawType)
                    .number(Item.LAMP_STATE, row, rawState)
                    .number(Item.LAMP_GROUP_CONTROL_NUMBER, row, controlNumber)
                    .number(Item.LAMP_GROUP_MASK, row, rawMask)
                    .number(Item.LAMP_GROUP_PROHIBIT, row, rawProhibit);
        }

        public Optional<LampGroupType> findType() {
            return rawType.flatMap(LampGroupType::find);
        }

        public Optional<LampState> findState() {
            return rawState.flatMap(LampState::find);
        }
    }

    public LampGroups {
        groups = List.copyOf(groups);
        raw = List.copyOf(raw);
    }

    static LampGroups read(ClassReader reader) {
        return new LampGroups(
                reader.scalar(Item.LAMP_GROUP_COUNT),
                reader.rows(row -> Group.read(reader, row), 2, 3, 4),
                reader.rest());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void write(ClassWriter writer, ChainOrder order) {
        writer.scalar(Item.LAMP_GROUP_COUNT, count);
        groups.forEach(row -> row.write(writer));
    }
}
