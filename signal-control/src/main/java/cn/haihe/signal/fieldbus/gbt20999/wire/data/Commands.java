package cn.haihe.signal.fieldbus.gbt20999.wire.data;

import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.ControllerCommand;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import java.util.List;
import java.util.Optional;

/**
 * Class 18, what a controller is told to do as a whole.
 *
 * @param rawCodes one for the controller, or one for each of sixteen roads: which of the two is not established
 */
public record Commands(Optional<List<Integer>> rawCodes, List<DataValue> raw) implements DataClass {
    static final int NUMBER = 18;

    public Commands {
        rawCodes = rawCodes.map(List::copyOf);
        raw = List.copyOf(raw);
    }

    static Commands read(ClassReader reader, ChainOrder order) {
        return new Commands(reader.take(Item.COMMAND, 0, Coding.chain(1, order)), reader.rest());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void write(ClassWriter writer, ChainOrder order) {
        writer.put(Item.COMMAND, 0, rawCodes, Coding.chain(1, order));
    }

    /** @param road from 1; a single code is for all of them. Empty where nothing is told, or the code is not a known one */
    public Optional<ControllerCommand> findCommand(int road) {
        return rawCodes.filter(codes -> codes.size() == 1 || road >= 1 && road <= codes.size())
                .map(codes -> codes.get(codes.size() == 1 ? 0 : road - 1))
                .flatMap(ControllerCommand::find);
    }
}
