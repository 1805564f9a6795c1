package cn.haihe.signal.adaptive;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.signal.adaptive.AdaptiveState.Mode;
import cn.haihe.signal.fieldbus.ControlMode;
import cn.haihe.signal.fieldbus.DetectorReading;
import cn.haihe.signal.fieldbus.FieldBus;
import cn.haihe.signal.fieldbus.FieldStatus;
import cn.haihe.signal.fieldbus.JunctionCommand;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.verify.Limits;
import cn.haihe.signal.verify.SafetyVerifier;
import io.vertx.core.Future;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Controllers that take every command; whether they do it is the test's to say. */
class DisobedienceTest {
    private static final int ROAD_WITH_QUEUE = 2;

    private final AdaptiveSite site = Crossing.site(Crossing.of("crossing", 2));
    private final List<JunctionCommand> commands = new ArrayList<>();
    private final FieldBus bus = (FieldBus) Proxy.newProxyInstance(
            FieldBus.class.getClassLoader(),
            new Class<?>[] {FieldBus.class},
            (proxy, method, arguments) -> answer(method.getName(), arguments));
    private Instant now = Instant.parse("2026-01-05T08:00:00Z");
    private boolean obeys;
    private int stage = 1;
    private ControlMode mode = ControlMode.CENTER;
    private final AdaptiveJunction junction =
            new AdaptiveJunction(bus, new SafetyVerifier(Limits.DEFAULT), site, now, true);

    @Test
    void aControllerThatTakesCommandsAndDoesNotFollowIsCommandedAgainAndThenGetsItsPlanBack() {
        live(100);
        assertThat(commands.stream().filter(DisobedienceTest::isOfQueue)).hasSize(AdaptiveJunction.MOST_DISOBEYED);
        assertThat(commands.get(commands.size() - 1)).isInstanceOf(JunctionCommand.Release.class);
        assertThat(junction.state())
                .returns(Mode.RELEASED, AdaptiveState::mode)
                .returns((long) AdaptiveJunction.MOST_DISOBEYED, AdaptiveState::failures)
                .satisfies(state -> assertThat(state.reason().orElseThrow()).contains("does not follow"));

        obeys = true;
        live(AdaptiveJunction.AGAIN_SECONDS);
        assertThat(junction.state()).returns(Mode.ADAPTIVE, AdaptiveState::mode);
        assertThat(stage).isEqualTo(ROAD_WITH_QUEUE);
    }

    /** One that says that it runs its own plan is commanded each second, and that too comes to an end. */
    @Test
    void aControllerThatStaysInItsPlanGetsItBack() {
        mode = ControlMode.LOCAL;
        live(100);
        assertThat(junction.state()).returns(Mode.RELEASED, AdaptiveState::mode);
        assertThat(commands.get(commands.size() - 1)).isInstanceOf(JunctionCommand.Release.class);
    }

    @Test
    void aControllerThatFollowsIsNotCalledDisobedient() {
        obeys = true;
        live(100);
        assertThat(commands).isNotEmpty();
        assertThat(junction.state()).returns(Mode.ADAPTIVE, AdaptiveState::mode).returns(0L, AdaptiveState::failures);
    }

    private static boolean isOfQueue(JunctionCommand command) {
        return command instanceof JunctionCommand.HoldStage hold && hold.stage().stage() == ROAD_WITH_QUEUE;
    }

    private void live(int seconds) {
        for (int second = 0; second < seconds; second++) {
            now = now.plusSeconds(1);
            assertThat(junction.second(now).succeeded()).isTrue();
        }
    }

    private Future<?> answer(String method, Object[] arguments) {
        return Future.succeededFuture(
                switch (method) {
                    case "poll" ->
                        new Outcome.Done<>(
                                new FieldStatus("crossing", mode, Optional.empty(), Optional.of(stage), now));
                    case "readDetectors" -> new Outcome.Done<>(readings((Set<?>) arguments[1]));
                    case "command" -> {
                        take((JunctionCommand) arguments[0]);
                        yield new Outcome.Done<>(null);
                    }
                    default -> throw new UnsupportedOperationException(method);
                });
    }

    private void take(JunctionCommand command) {
        commands.add(command);
        if (obeys && command instanceof JunctionCommand.HoldStage hold) {
            stage = hold.stage().stage();
        }
    }

    /** Vehicles wait on the second road and nowhere else. */
    private List<DetectorReading> readings(Set<?> detectors) {
        List<DetectorReading> readings = new ArrayList<>();
        int ofFirst = detectors.size() / ROAD_WITH_QUEUE;
        detectors.forEach(any -> {
            int detector = (Integer) any;
            double percent = detector > ofFirst ? 80 + now.getEpochSecond() % 5 : 0;
            readings.add(new DetectorReading(
                    "crossing",
                    detector,
                    percent > 0,
                    Optional.empty(),
                    Optional.of(0),
                    Optional.of(percent),
                    Optional.empty(),
                    now));
        });
        return readings;
    }
}
