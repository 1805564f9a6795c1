package cn.haihe.signal.fieldbus;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.signal.Street;
import cn.haihe.signal.device.DeviceConfig;
import cn.haihe.signal.device.DeviceLink;
import cn.haihe.signal.device.SimulatedController;
import cn.haihe.signal.fieldbus.JunctionCommand.Purpose;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunMode;
import cn.haihe.signal.verify.Limits;
import cn.haihe.signal.verify.SafetyVerifier;
import cn.haihe.signal.verify.VerifiedStage;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JunctionCommandTest {
    private final Street street = Street.stepped(Street.quick());
    private SimulatedController device;

    @BeforeEach
    void power() {
        street.register("j1", 7, LinkKind.UDP);
        device = street.power(DeviceConfig.of(7, 1, street.junction, DeviceLink.udp(Street.HOST, street.bus.port())));
        Street.until(() -> street.bus.communication("j1") == Communication.ONLINE, "it is heard");
    }

    @AfterEach
    void close() {
        street.close();
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void aStageIsHeldUntilItIsReleased(Purpose purpose) {
        int last = street.junction.stages().size();
        command(new JunctionCommand.HoldStage(safeStage(last), purpose));
        Street.until(() -> device.state().stage() == last, "it gets there");
        Instant twoCyclesLater =
                street.clock.instant().plusSeconds(2L * street.plan(1).plan().cycleSeconds());
        Street.until(
                () -> {
                    assertThat(device.state().stage()).isEqualTo(last);
                    return street.clock.instant().isAfter(twoCyclesLater);
                },
                "two cycles have passed");
        command(new JunctionCommand.Release("j1"));
        Street.until(() -> polledStage() == 1, "its own plan goes on");
        assertThat(device.state().unsafeStates()).isZero();
    }

    @Test
    void lampsFlashStandRedOrAreOffAsCommanded() {
        command(new JunctionCommand.Flash("j1"));
        Street.until(() -> device.state().mode() == RunMode.FLASH, "it flashes");
        command(new JunctionCommand.LightsOff("j1"));
        Street.until(() -> device.state().mode() == RunMode.ALL_OFF, "it is dark");
        command(new JunctionCommand.AllRed("j1"));
        Street.until(() -> device.state().mode() == RunMode.ALL_RED, "it is red");
        command(new JunctionCommand.Release("j1"));
        Street.until(() -> device.state().mode().isLocal() && device.state().stage() > 0, "it runs its own plan");
        assertThat(device.state().unsafeStates()).isZero();
    }

    @Test
    void onlyAStageOfTheJunctionCanBeHeld() {
        assertThat(new SafetyVerifier(Limits.DEFAULT).findSafeStage(street.junction, 63))
                .isEmpty();
    }

    /** Asked for: between two visits of its fleet many stages pass. */
    private int polledStage() {
        return Street.await(street.bus.poll("j1")) instanceof Outcome.Done<FieldStatus> done
                ? done.value().stage().orElse(0)
                : 0;
    }

    private VerifiedStage safeStage(int number) {
        return new SafetyVerifier(Limits.DEFAULT)
                .findSafeStage(street.junction, number)
                .orElseThrow();
    }

    private void command(JunctionCommand command) {
        assertThat((Outcome<?>) Street.await(street.bus.command(command))).isInstanceOf(Outcome.Done.class);
    }
}
