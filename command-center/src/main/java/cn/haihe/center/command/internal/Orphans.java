package cn.haihe.center.command.internal;

import cn.haihe.center.signals.ControllerRegister;
import cn.haihe.center.signals.SignalField;
import cn.haihe.signal.fieldbus.ControlMode;
import cn.haihe.signal.fieldbus.FieldStatus;
import cn.haihe.signal.fieldbus.JunctionCommand;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.priority.Act;
import cn.haihe.signal.priority.Engagement;
import io.vertx.core.Future;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets go of junctions that were commanded when the hub ended, and that the map of today has no signals for: nobody knows their
 * stages any more, but their controllers are still there and hold what they were told.
 */
final class Orphans {
    private final SignalField field;
    private final ControllerRegister register;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    /** Until then one that was told to hold a stage may name its plan while the stage is on its way. */
    private final Set<String> confirmed = ConcurrentHashMap.newKeySet();

    Orphans(SignalField field, ControllerRegister register) {
        this.field = field;
        this.register = register;
    }

    /** To be called again until it is over. */
    Future<Boolean> letGo(String junctionId, Engagement left) {
        if (register.find(junctionId).isEmpty()) {
            return Future.succeededFuture(true);
        }
        if (!busy.add(junctionId)) {
            return Future.succeededFuture(false);
        }
        return field.bus()
                .poll(junctionId)
                .compose(status -> status instanceof Outcome.Done<FieldStatus> told
                        ? letGo(junctionId, left, told.value())
                        : Future.succeededFuture(false))
                .onComplete(done -> busy.remove(junctionId));
    }

    private Future<Boolean> letGo(String junctionId, Engagement left, FieldStatus told) {
        boolean isOurs = told.mode() == ControlMode.CENTER_MANUAL
                || told.mode() == ControlMode.CENTER && (told.plan().isEmpty() || !confirmed.contains(junctionId))
                || left.act() instanceof Act.Lamps lamps && told.mode() == modeOf(lamps);
        return isOurs
                ? field.bus().command(new JunctionCommand.Release(junctionId)).map(outcome -> {
                    if (outcome instanceof Outcome.Done) {
                        confirmed.add(junctionId);
                    }
                    return false;
                })
                : Future.succeededFuture(true);
    }

    private static ControlMode modeOf(Act.Lamps lamps) {
        return switch (lamps.kind()) {
            case FLASH -> ControlMode.FLASH;
            case ALL_RED -> ControlMode.ALL_RED;
            case LIGHTS_OFF -> ControlMode.OFF;
        };
    }
}
