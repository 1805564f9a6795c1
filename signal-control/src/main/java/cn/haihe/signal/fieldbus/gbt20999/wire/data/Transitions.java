package cn.haihe.signal.fieldbus.gbt20999.wire.data;

import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import java.util.List;
import java.util.Optional;

/** Class 10, which stage may go over into which. */
public record Transitions(List<Transition> transitions, List<DataValue> raw) implements DataClass {
    static final int NUMBER = 10;

    /**
     * 10.1: what is constrained on the way into a stage.
     *
     * @param targetStage into which
     * @param constraints 64 places by the stage that it comes from; what the codes mean is not established, see
     *     {@link TransitionCoding}
     */
    public record Transition(int row, Optional<Integer> targetStage, Optional<List<Integer>> constraints) {
        private static Transition read(ClassReader reader, int row, ChainOrder order) {
            return new Transition(
                    row,
                    reader.number(Item.TRANSITION_STAGE, row),
                    reader.take(Item.TRANSITION_CONSTRAINTS, row, Coding.chain(1, order)));
        }

        private void write(ClassWriter writer, ChainOrder order) {
            writer.number(Item.TRANSITION_STAGE, row, targetStage)
                    .put(Item.TRANSITION_CONSTRAINTS, row, constraints, Coding.chain(1, order));
        }
    }

    public Transitions {
        transitions = List.copyOf(transitions);
        raw = List.copyOf(raw);
    }

    static Transitions read(ClassReader reader, ChainOrder order) {
        return new Transitions(reader.rows(row -> Transition.read(reader, row, order), 1), reader.rest());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void write(ClassWriter writer, ChainOrder order) {
        transitions.forEach(row -> row.write(writer, order));
    }
}
