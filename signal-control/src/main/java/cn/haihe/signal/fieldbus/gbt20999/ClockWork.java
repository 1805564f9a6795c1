package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.ClockReading;
import cn.haihe.signal.fieldbus.FieldFailure;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Frame;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameType;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.ValueList;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireProfile;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireTime;
import cn.haihe.signal.fieldbus.link.Priority;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The clocks of controllers: 13.1.10. */
final class ClockWork {
    private static final int WHOLE_CONTROLLER = 0;
    private static final Duration NEAR = Duration.ofSeconds(3);

    private final Clock clock;

    ClockWork(Clock clock) {
        this.clock = clock;
    }

    /** An unconfirmed set is judged by what the clock shows then. */
    Future<Outcome<Void>> set(Target target) {
        return target.tell(
                        Priority.CONFIGURE,
                        "clock",
                        target.link().nextGeneration(),
                        Item.STANDARD_TIME,
                        () -> now(target))
                .compose(outcome -> {
                    boolean lost = outcome instanceof Outcome.Unconfirmed<Frame> unknown
                            && unknown.failure() == FieldFailure.TIMED_OUT;
                    return lost ? read(target).map(ClockWork::judge) : Future.succeededFuture(answered(outcome));
                });
    }

    /** Taken when the frame goes out, and again when it has to go out once more. */
    private List<DataValue> now(Target target) {
        return now(target.wire());
    }

    private List<DataValue> now(WireProfile wire) {
        boolean utc = wire.units().standardTimeIsUtc();
        byte[] time = WireTime.encode(StreetTime.toDevice(clock.instant(), utc));
        return new ValueList().bytes(Item.STANDARD_TIME, 0, time).list();
    }

    /** Empty for controllers that are not told so. */
    Optional<Frame> broadcast(Gbt20999Profile profile, int number) {
        WireProfile wire = profile.wire();
        return profile.takesClockBroadcast()
                ? Optional.of(Frame.of(
                        wire.version(),
                        wire.hostId(),
                        wire.broadcastId(),
                        WHOLE_CONTROLLER,
                        number,
                        FrameType.BROADCAST,
                        now(wire)))
                : Optional.empty();
    }

    private static Outcome<Void> answered(Outcome<Frame> outcome) {
        if (!(outcome instanceof Outcome.Done<Frame> done)) {
            return Outcomes.retype(outcome);
        }
        List<DataValue> named = done.value().values();
        boolean refused = done.value().type() == FrameType.SET_ERROR
                || named.stream().anyMatch(value -> value.value().length == 1 && value.value()[0] != 0);
        if (!refused) {
            return new Outcome.Done<>(null);
        }
        return new Outcome.Refused<>(named.isEmpty() ? "refused without a reason" : ErrorText.of(named.get(0)));
    }

    private static Outcome<Void> judge(Outcome<ClockReading> read) {
        boolean right = read instanceof Outcome.Done<ClockReading> done
                && done.value().ahead().abs().compareTo(NEAR) <= 0;
        return right ? new Outcome.Done<>(null) : new Outcome.Unconfirmed<>(FieldFailure.TIMED_OUT);
    }

    Future<Outcome<ClockReading>> read(Target target) {
        boolean utc = target.wire().units().standardTimeIsUtc();
        return target.query(Priority.POLL, "read clock", List.of(Item.STANDARD_TIME.at(0)))
                .map(outcome -> Outcomes.read(
                        outcome,
                        answers -> answers.values()
                                .find(Item.STANDARD_TIME, 0)
                                .flatMap(WireTime::find)
                                .map(shown -> new ClockReading(
                                        target.junctionId(), StreetTime.toInstant(shown, utc), clock.instant()))));
    }
}
