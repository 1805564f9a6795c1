package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.JunctionCommand;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.fieldbus.gbt20999.wire.Chain;
import cn.haihe.signal.fieldbus.gbt20999.wire.ControllerCommand;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.ValueList;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireProfile;
import cn.haihe.signal.fieldbus.link.Priority;
import io.vertx.core.Future;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a junction is commanded: by its row of 17.1, or by class 18 where its make wants it so. A chain of class 18 is read,
 * changed and written: one at a time of a controller, so that no road's command is lost in another's. On the bus's event loop.
 */
final class CommandWork {
    private static final Set<ControllerCommand> FOR_SAFETY =
            EnumSet.of(ControllerCommand.FLASH, ControllerCommand.ALL_RED);

    private static final int MOST_WAITING = 16;
    /** What is for safety finds room where nothing else does. */
    private static final int MOST_WAITING_FOR_SAFETY = 64;

    private final Map<Long, Turn> turns = new HashMap<>();

    /** @param waiting with the one that is under way */
    private record Turn(Future<?> last, int waiting) {}

    /** @param onlyRoad whether the controller has no other junction */
    Future<Outcome<Void>> command(Target target, JunctionCommand command, boolean onlyRoad) {
        Optional<ControllerCommand> whole = target.profile().commandsByClass18() ? find(command) : Optional.empty();
        if (whole.isPresent()) {
            return order(target, whole.get(), onlyRoad);
        }
        boolean forSafety = command instanceof JunctionCommand.Flash || command instanceof JunctionCommand.AllRed;
        return target.set(
                forSafety ? Priority.SAFETY : Priority.COMMAND,
                PlanWork.controlOf(target),
                List.of(WireCommands.toWire(command, target.road())));
    }

    /** Empty where class 18 has none for it. */
    private static Optional<ControllerCommand> find(JunctionCommand command) {
        if (command instanceof JunctionCommand.Flash) {
            return Optional.of(ControllerCommand.FLASH);
        }
        if (command instanceof JunctionCommand.AllRed) {
            return Optional.of(ControllerCommand.ALL_RED);
        }
        if (command instanceof JunctionCommand.LightsOff) {
            return Optional.of(ControllerCommand.LIGHTS_OFF);
        }
        return command instanceof JunctionCommand.Release ? Optional.of(ControllerCommand.CANCEL) : Optional.empty();
    }

    /**
     * One byte is for all junctions of a controller: such a command is refused where it has others. In a chain the other roads
     * keep what they have.
     */
    Future<Outcome<Void>> order(Target target, ControllerCommand command, boolean onlyRoad) {
        WireProfile wire = target.wire();
        boolean chain = wire.commandBytes() > 1;
        if (!onlyRoad && (!chain || command == ControllerCommand.RESTART)) {
            return refuse("class 18 would command the other junctions of this controller as well");
        }
        if (chain && target.road() > wire.commandBytes()) {
            return refuse("class 18 has no place for road " + target.road());
        }
        if (onlyRoad) {
            return set(target, command, command.toValues(target.road(), wire.commandBytes(), wire.chainOrder()));
        }
        return inTurn(target, command, () -> change(target, command));
    }

    private Future<Outcome<Void>> inTurn(
            Target target, ControllerCommand command, Supplier<Future<Outcome<Void>>> work) {
        long controller = target.binding().controllerId();
        Turn before = turns.getOrDefault(controller, new Turn(Future.succeededFuture(), 0));
        if (before.waiting() >= (FOR_SAFETY.contains(command) ? MOST_WAITING_FOR_SAFETY : MOST_WAITING)) {
            return refuse("too many commands wait for this controller");
        }
        Future<Outcome<Void>> mine = before.last().transform(any -> work.get());
        turns.put(controller, new Turn(mine, before.waiting() + 1));
        mine.onComplete(any -> turns.computeIfPresent(
                controller, (id, turn) -> turn.waiting() == 1 ? null : new Turn(turn.last(), turn.waiting() - 1)));
        return mine;
    }

    private static Future<Outcome<Void>> change(Target target, ControllerCommand command) {
        WireProfile wire = target.wire();
        return target.query(priority(command), "", List.of(Item.COMMAND.at(0))).compose(outcome -> {
            Outcome<int[]> held = Outcomes.read(
                    outcome,
                    answers -> answers.values()
                            .find(Item.COMMAND, 0)
                            .filter(bytes -> bytes.length == wire.commandBytes())
                            .map(bytes -> Chain.decode(bytes, 1, wire.chainOrder())));
            if (!(held instanceof Outcome.Done<int[]> done)) {
                return Future.succeededFuture(Outcomes.retype(held));
            }
            int[] codes = done.value();
            codes[target.road() - 1] = command.code();
            byte[] bytes = Chain.encode(codes, codes.length, 1, wire.chainOrder());
            return set(
                    target,
                    command,
                    new ValueList().bytes(Item.COMMAND, 0, bytes).list());
        });
    }

    private static Future<Outcome<Void>> set(Target target, ControllerCommand command, List<DataValue> values) {
        return target.set(priority(command), PlanWork.controlOf(target), List.of(values));
    }

    private static Priority priority(ControllerCommand command) {
        return FOR_SAFETY.contains(command) ? Priority.SAFETY : Priority.COMMAND;
    }

    private static Future<Outcome<Void>> refuse(String reason) {
        return Future.succeededFuture(new Outcome.Refused<>(reason));
    }
}
