package cn.haihe.signal.fieldbus.gbt20999.wire.data;

import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import java.util.List;
import java.util.Optional;

/** Class 7, what keeps phases apart. */
public record PhaseSafety(List<Conflicts> conflicts, List<Intergreens> intergreens, List<DataValue> raw)
        implements DataClass {
    static final int NUMBER = 7;

    /**
     * 7.1: which phases conflict with one.
     *
     * @param phaseBits phase n is bit n - 1
     */
    public record Conflicts(int row, Optional<Integer> phase, Optional<Long> phaseBits) {
        private static Conflicts read(ClassReader reader, int row) {
            return new Conflicts(
                    row, reader.number(Item.CONFLICT_PHASE, row), reader.take(Item.CONFLICT_PHASES, row, Coding.LONG));
        }

        private void write(ClassWriter writer) {
            writer.number(Item.CONFLICT_PHASE, row, phase).put(Item.CONFLICT_PHASES, row, phaseBits, Coding.LONG);
        }
    }

    /**
     * 7.2: seconds from the end of a phase to the start of each other.
     *
     * @param seconds 64 places by phase
     */
    public record Intergreens(int row, Optional<Integer> phase, Optional<List<Integer>> seconds) {
        private static Intergreens read(ClassReader reader, int row, ChainOrder order) {
            return new Intergreens(
                    row,
                    reader.number(Item.INTERGREEN_PHASE, row),
                    reader.take(Item.INTERGREEN_CHAIN, row, Coding.chain(1, order)));
        }

        private void write(ClassWriter writer, ChainOrder order) {
            writer.number(Item.INTERGREEN_PHASE, row, phase)
                    .put(Item.INTERGREEN_CHAIN, row, seconds, Coding.chain(1, order));
        }
    }

    public PhaseSafety {
        conflicts = List.copyOf(conflicts);
        intergreens = List.copyOf(intergreens);
        raw = List.copyOf(raw);
    }

    static PhaseSafety read(ClassReader reader, ChainOrder order) {
        return new PhaseSafety(
                reader.rows(row -> Conflicts.read(reader, row), 1),
                reader.rows(row -> Intergreens.read(reader, row, order), 2),
                reader.rest());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void write(ClassWriter writer, ChainOrder order) {
        conflicts.forEach(row -> row.write(writer));
        intergreens.forEach(row -> row.write(writer, order));
    }
}
