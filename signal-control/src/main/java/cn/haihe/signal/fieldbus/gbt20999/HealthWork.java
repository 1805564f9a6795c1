package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.CabinetHealth;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.fieldbus.gbt20999.wire.Address;
import cn.haihe.signal.fieldbus.gbt20999.wire.DeviceStatus;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.ValueMap;
import cn.haihe.signal.fieldbus.link.Priority;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How cabinets are: 13.1. Where a set bit says that something is in order, a bit that is not set may also be that of nothing
 * at all: such a detector is at fault only if the controller has it (5.2.2), such a module only if it was in order before, as
 * no object lists the modules. One thread.
 */
final class HealthWork {
    private final Clock clock;
    private final Map<Long, Long> modulesSeen = new HashMap<>();

    HealthWork(Clock clock) {
        this.clock = clock;
    }

    Future<Outcome<CabinetHealth>> read(Target target) {
        return target.query(Priority.POLL, "health", Values.addresses(DeviceStatus.query()))
                .compose(outcome -> {
                    Outcome<DeviceStatus> status = Outcomes.read(
                            outcome,
                            answers -> answers.told().isEmpty()
                                    ? Optional.empty()
                                    : Optional.of(DeviceStatus.of(answers.values())));
                    return status instanceof Outcome.Done<DeviceStatus> done
                            ? judge(target, done.value())
                            : Future.succeededFuture(Outcomes.retype(status));
                });
    }

    private Future<Outcome<CabinetHealth>> judge(Target target, DeviceStatus status) {
        if (target.wire().units().setBitIsFault()) {
            return Future.succeededFuture(
                    new Outcome.Done<>(health(target, status, status.detectorBits(), status.moduleBits())));
        }
        Optional<Long> modules = status.moduleBits().map(bits -> {
            long seen = modulesSeen.merge(target.link().controllerId(), bits, (before, now) -> before | now);
            return seen & ~bits;
        });
        return detectorsAtFault(target, status)
                .map(detectors -> new Outcome.Done<>(health(target, status, detectors, modules)));
    }

    /** Empty where the controller tells nothing of them, or not which it has. */
    private static Future<Optional<Long>> detectorsAtFault(Target target, DeviceStatus status) {
        if (status.detectorBits().isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        long silent = ~status.detectorBits().get();
        List<Address> types = IntStream.rangeClosed(1, Long.SIZE)
                .filter(number -> (silent >>> number - 1 & 1) != 0)
                .mapToObj(Item.DETECTOR_TYPE::at)
                .toList();
        return target.query(Priority.POLL, "detectors held", types)
                .map(outcome -> outcome instanceof Outcome.Done<Answers> done
                        ? Optional.of(silent & held(done.value().values()))
                        : Optional.empty());
    }

    /** A row of no type is one that nothing was put into. */
    private static long held(ValueMap types) {
        return IntStream.rangeClosed(1, Long.SIZE)
                .filter(number -> types.findInt(Item.DETECTOR_TYPE, number)
                        .filter(type -> type != 0)
                        .isPresent())
                .mapToLong(number -> 1L << number - 1)
                .reduce(0, (one, other) -> one | other);
    }

    private CabinetHealth health(
            Target target, DeviceStatus status, Optional<Long> detectorsAtFault, Optional<Long> modulesAtFault) {
        return Statuses.health(
                target.junctionId(),
                status,
                detectorsAtFault,
                modulesAtFault,
                target.wire().units(),
                clock.instant());
    }
}
