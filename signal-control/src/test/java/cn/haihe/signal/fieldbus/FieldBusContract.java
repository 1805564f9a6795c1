package cn.haihe.signal.fieldbus;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.signal.RandomJunctions;
import cn.haihe.signal.Street;
import cn.haihe.signal.fieldbus.JunctionCommand.Purpose;
import cn.haihe.signal.junction.JunctionDesigner;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.optimise.TypicalDemand;
import cn.haihe.signal.optimise.Webster;
import cn.haihe.signal.optimise.WebsterRules;
import cn.haihe.signal.timetable.DayPlan;
import cn.haihe.signal.timetable.PeriodMode;
import cn.haihe.signal.timetable.Schedule;
import cn.haihe.signal.timetable.Timetable;
import cn.haihe.signal.verify.Limits;
import cn.haihe.signal.verify.SafetyVerifier;
import cn.haihe.signal.verify.TimetableVerdict;
import cn.haihe.signal.verify.Verdict;
import cn.haihe.signal.verify.VerifiedPlan;
import cn.haihe.signal.verify.VerifiedStage;
import cn.haihe.signal.verify.VerifiedTimetable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Month;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every adapter of the field bus must do, against a device of its protocol on a real socket. */
public abstract class FieldBusContract {
    protected static final long CONTROLLER = 7;
    protected static final LinkTiming QUICK = LinkTiming.DEFAULT.withTimeout(400, 1);
    private static final String J = "j1";

    protected final Vertx vertx = Vertx.vertx();
    protected final SignalJunction junction = JunctionDesigner.design(RandomJunctions.cross(J, 3));
    private FieldBus bus;

    protected abstract FieldBus open();

    /** Lets a device dial in. */
    protected abstract void power(boolean silent);

    /** Breaks its line for good. */
    protected abstract void powerOff();

    @BeforeEach
    void openBus() {
        bus = open();
    }

    @AfterEach
    void close() {
        Street.await(vertx.close());
    }

    @Test
    void aPlanIsLoadedReadBackActivatedAndSeen() {
        online();
        List<FieldStatus> heard = new CopyOnWriteArrayList<>();
        bus.listen(heard::add);
        VerifiedPlan plan = plan(3);
        done(bus.load(plan));
        assertThat(done(bus.readBack(J, 3))).isEqualTo(plan.plan());
        done(bus.activate(J, 3));
        Street.until(
                () -> done(bus.poll(J)).plan().equals(Optional.of(3))
                        && done(bus.poll(J)).mode() == ControlMode.CENTER,
                "plan 3 runs");
        assertThat(heard).isNotEmpty().allMatch(status -> status.junctionId().equals(J));
        assertThat(outcome(bus.activate(J, 77))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void aJunctionHoldsFlashesAndIsReleased() {
        online();
        done(bus.command(new JunctionCommand.HoldStage(stage(2), Purpose.PRIORITY)));
        Street.until(() -> done(bus.poll(J)).stage().equals(Optional.of(2)), "stage 2 is held");
        done(bus.command(new JunctionCommand.Flash(J)));
        assertThat(done(bus.poll(J)).mode()).isEqualTo(ControlMode.FLASH);
        done(bus.command(new JunctionCommand.Release(J)));
        Street.until(() -> done(bus.poll(J)).mode() == ControlMode.LOCAL, "it is released");
    }

    @Test
    void aTimetableIsLoadedAndReadBack() {
        online();
        done(bus.load(plan(3)));
        VerifiedTimetable timetable = timetable();
        done(bus.load(timetable));
        assertThat(done(bus.readBackTimetable(J)))
                .isEqualTo(timetable.timetable().effective());
    }

    @Test
    void clockCabinetStagesAndDetectorsAreRead() {
        online();
        done(bus.setClock(J));
        assertThat(done(bus.readClock(J)).ahead().abs()).isLessThan(Duration.ofMinutes(2));
        assertThat(done(bus.readHealth(J)).doorOpen()).contains(false);
        assertThat(done(bus.readStage(J, 1)).stage()).isEqualTo(1);
        assertThat(outcome(bus.readDetectors(J, Set.of(1, 2)))).isNotInstanceOf(Outcome.Unconfirmed.class);
    }

    @Test
    void theTimeIsBroadcastToWhoeverIsConnectedAndNobodyAnswers() {
        assertThat(Street.await(bus.broadcastClock())).isZero();
        online();
        assertThat(done(bus.readClock(J)).ahead().abs()).isGreaterThan(Duration.ofMinutes(2));
        assertThat(Street.await(bus.broadcastClock())).isEqualTo(1);
        Street.until(
                () -> done(bus.readClock(J)).ahead().abs().compareTo(Duration.ofMinutes(2)) < 0, "its clock is set");
        assertThat(bus.counters().rejected()).doesNotContainKey("UNEXPECTED_ANSWER");
    }

    @Test
    void ofEqualQuestionsThatWaitOneIsAsked() {
        online();
        long before = bus.counters().framesSent();
        List<Future<Outcome<FieldStatus>>> polls =
                IntStream.range(0, 200).mapToObj(i -> bus.poll(J)).toList();
        polls.forEach(poll -> assertThat(outcome(poll)).isInstanceOf(Outcome.Done.class));
        // Some are answered before the next is asked, as this thread may be made to wait.
        assertThat(bus.counters().framesSent() - before).isBetween(1L, 100L);
    }

    @Test
    void theNewestIntentIsAllThatIsLeftOfALongOutage() {
        bus.register(binding());
        Future<Outcome<Void>> load = bus.load(plan(3));
        List<Future<Outcome<Void>>> history = IntStream.range(0, 40)
                .mapToObj(i -> i % 2 == 0 ? bus.activate(J, 3) : bus.command(new JunctionCommand.Release(J)))
                .toList();
        Future<Outcome<Void>> last = bus.activate(J, 3);
        history.forEach(old -> assertThat(outcome(old)).isEqualTo(new Outcome.Unconfirmed<>(FieldFailure.SUPERSEDED)));
        Street.until(() -> bus.findLinkState(J).orElseThrow().waiting() == 2, "two intents wait");

        power(false);
        done(load);
        assertThat(outcome(last)).isNotInstanceOf(Outcome.Unconfirmed.class);
    }

    @Test
    void whatIsForSafetyIsNotGivenUpForACommand() {
        bus.register(binding());
        Future<Outcome<Void>> flash = bus.command(new JunctionCommand.Flash(J));
        Future<Outcome<Void>> release = bus.command(new JunctionCommand.Release(J));
        power(false);
        done(flash);
        done(release);
    }

    @Test
    void aSilentControllerTimesOutAndAnAbsentOneIsNotConnected() {
        bus.register(binding());
        assertThat(outcome(bus.poll(J))).isEqualTo(new Outcome.Unconfirmed<>(FieldFailure.NOT_CONNECTED));
        assertThat(bus.communication(J)).isEqualTo(Communication.UNKNOWN);
        power(true);
        Street.until(() -> bus.communication(J) == Communication.ONLINE, "it is heard");
        assertThat(outcome(bus.poll(J))).isEqualTo(new Outcome.Unconfirmed<>(FieldFailure.TIMED_OUT));
        assertThat(bus.communication(J)).isEqualTo(Communication.DEGRADED);
        powerOff();
        Street.until(() -> bus.communication(J) == Communication.OFFLINE, "its line is gone");
        assertThat(bus.findLinkState(J).orElseThrow().waiting()).isZero();
    }

    @Test
    void nobodyAnswersForAnUnknownJunctionOrOnAClosedBus() {
        assertThat(outcome(bus.poll("elsewhere"))).isEqualTo(new Outcome.Unconfirmed<>(FieldFailure.UNKNOWN_JUNCTION));
        assertThat(bus.findLinkState("elsewhere")).isEmpty();
        online();
        Street.await(bus.close());
        assertThat(outcome(bus.poll(J))).isEqualTo(new Outcome.Unconfirmed<>(FieldFailure.CLOSED));
    }

    private void online() {
        bus.register(binding());
        power(false);
        Street.until(() -> bus.communication(J) == Communication.ONLINE, "it is heard");
    }

    private static ControllerBinding binding() {
        return new ControllerBinding(J, CONTROLLER, 1, LinkKind.TCP_SERVER, Optional.empty());
    }

    private VerifiedPlan plan(int number) {
        var map = RandomJunctions.cross(J, 3);
        var plan =
                new Webster(WebsterRules.DEFAULT).plan(map, junction, TypicalDemand.of(map, segment -> null), number);
        return ((Verdict.Safe) new SafetyVerifier(Limits.DEFAULT).verify(junction, plan)).plan();
    }

    private VerifiedStage stage(int number) {
        return new SafetyVerifier(Limits.DEFAULT)
                .findSafeStage(junction, number)
                .orElseThrow();
    }

    private VerifiedTimetable timetable() {
        Timetable timetable = new Timetable(
                List.of(new DayPlan(
                        1,
                        List.of(
                                new DayPlan.Period(LocalTime.MIDNIGHT, PeriodMode.FIXED, 1),
                                new DayPlan.Period(LocalTime.of(6, 30), PeriodMode.FIXED, 3)))),
                List.of(new Schedule(
                        2,
                        4,
                        EnumSet.allOf(DayOfWeek.class),
                        EnumSet.allOf(Month.class),
                        IntStream.rangeClosed(1, 31).boxed().collect(Collectors.toSet()),
                        1)));
        var verdict = new SafetyVerifier(Limits.DEFAULT).verify(junction, Set.of(1, 3), timetable);
        return ((TimetableVerdict.Safe) verdict).timetable();
    }

    private static Outcome<?> outcome(Future<? extends Outcome<?>> future) {
        return Street.await(future);
    }

    private static <T> T done(Future<Outcome<T>> future) {
        Outcome<T> outcome = Street.await(future);
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<T>) outcome).value();
    }
}
