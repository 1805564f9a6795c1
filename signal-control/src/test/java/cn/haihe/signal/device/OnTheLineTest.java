package cn.haihe.signal.device;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.signal.Street;
import cn.haihe.signal.fieldbus.BusLimits;
import cn.haihe.signal.fieldbus.Communication;
import cn.haihe.signal.fieldbus.FieldAlarm;
import cn.haihe.signal.fieldbus.FieldListener;
import cn.haihe.signal.fieldbus.FieldStatus;
import cn.haihe.signal.fieldbus.LinkKind;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.fieldbus.gbt20999.Gbt20999Bus;
import cn.haihe.signal.verify.VerifiedPlan;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A controller on a real socket, through what may happen to it and to its line. */
class OnTheLineTest {
    private static final int ATTEMPTS = 30;

    private final Street street = new Street(Street.quick(), BusLimits.DEFAULT);
    private final SafetyWitness witness = new SafetyWitness(street.junction);
    private SimulatedController device;

    private void power(DeviceLink.Kind kind, DeviceFaults faults) {
        boolean udp = kind == DeviceLink.Kind.UDP;
        street.register("j1", 7, udp ? LinkKind.UDP : LinkKind.TCP_SERVER);
        DeviceLink link = new DeviceLink(kind, Street.HOST, street.bus.port());
        device = street.power(DeviceConfig.of(7, 1, street.junction, link).with(faults));
        device.watch(witness);
    }

    private void online() {
        Street.until(() -> street.bus.communication("j1") == Communication.ONLINE, "it is heard");
    }

    @AfterEach
    void close() {
        street.close();
        assertThat(witness.incidents()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(DeviceLink.Kind.class)
    void itComesBackFromARebootWithItsPlansAndWithoutItsCommands(DeviceLink.Kind kind) {
        power(kind, DeviceFaults.NONE);
        online();
        VerifiedPlan plan = street.plan(3);
        assertDone(street.bus.load(plan));
        assertDone(street.bus.activate("j1", 3));
        Street.until(() -> device.state().plan() == 3, "it runs the plan");
        device.reboot();
        Street.until(() -> device.state().mode().isLocal(), "it has forgotten its command");
        Street.until(() -> device.state().connected(), "it is up again");
        assertEventuallyDone(() -> street.bus.readBack("j1", 3));
        assertThat(Street.await(street.bus.readBack("j1", 3))).isEqualTo(new Outcome.Done<>(plan.plan()));
    }

    @Test
    void withoutPowerItIsSilentAndTellsOfItWhenItIsBack() {
        List<FieldAlarm> alarms = new CopyOnWriteArrayList<>();
        street.bus.listen(new FieldListener() {
            @Override
            public void status(FieldStatus status) {}

            @Override
            public void alarm(FieldAlarm alarm) {
                alarms.add(alarm);
            }
        });
        power(DeviceLink.Kind.UDP, DeviceFaults.NONE);
        online();
        device.powerOff();
        Street.until(() -> !device.state().connected(), "it is down");
        assertThat(Street.await(street.bus.poll("j1"))).isInstanceOf(Outcome.Unconfirmed.class);
        device.powerOn();
        Street.until(() -> device.state().connected(), "it is up again");
        assertEventuallyDone(() -> street.bus.poll("j1"));
        Street.until(
                () -> alarms.stream().anyMatch(alarm -> alarm.rawValue() == SensorAlarms.VOLTAGE_LOST),
                "the power failure is told");
        device.sense(CabinetSensors.USUAL.withDoor(true));
        Street.until(
                () -> alarms.stream().anyMatch(alarm -> alarm.rawValue() == SensorAlarms.DOOR), "the door is told");
    }

    @Test
    void aLineThatHangsStaysOpenAndCarriesNothing() {
        power(DeviceLink.Kind.TCP, DeviceFaults.NONE);
        online();
        device.hangLine(true);
        Street.until(
                () -> Street.await(street.bus.poll("j1")) instanceof Outcome.Unconfirmed<?>, "nothing comes any more");
        assertThat(device.state().connected()).isTrue();
        device.hangLine(false);
        assertEventuallyDone(() -> street.bus.poll("j1"));
    }

    @ParameterizedTest
    @EnumSource(DeviceLink.Kind.class)
    void overABadLineAPlanArrivesInTheEnd(DeviceLink.Kind kind) {
        LineFaults bad = new LineFaults(0.1, 0.1, 0.1, 0.05, 60);
        power(kind, DeviceFaults.NONE.with(bad, bad));
        online();
        VerifiedPlan plan = street.plan(3);
        assertEventuallyDone(() -> street.bus.load(plan));
        assertEventuallyDone(() -> street.bus.activate("j1", 3));
        Street.until(() -> device.state().plan() == 3, "it runs the plan");
    }

    /** As a hub that stands by: it takes the line and answers nothing. */
    @Test
    void fromACentreThatStaysSilentItTurnsToItsOtherAddress() {
        Gbt20999Bus standby = Street.await(
                Gbt20999Bus.open(street.vertx, Street.HOST, 0, Street.quick(), BusLimits.DEFAULT, street.clock));
        for (DeviceLink.Kind kind : DeviceLink.Kind.values()) {
            boolean udp = kind == DeviceLink.Kind.UDP;
            long id = kind.ordinal() + 1;
            street.register("j" + id, id, udp ? LinkKind.UDP : LinkKind.TCP_SERVER);
            DeviceLink link = new DeviceLink(kind, Street.HOST, standby.port()).orElse(Street.HOST, street.bus.port());
            street.power(DeviceConfig.of(id, 1, street.junction, link).withHeartbeat(1, 60));
        }
        Street.until(() -> standby.counters().framesReceived() > 0, "the first address is tried");
        for (DeviceLink.Kind kind : DeviceLink.Kind.values()) {
            String id = "j" + (kind.ordinal() + 1);
            Street.until(() -> street.bus.communication(id) == Communication.ONLINE, "it is heard by " + kind);
        }
    }

    private static void assertDone(Future<? extends Outcome<?>> operation) {
        assertThat((Object) Street.await(operation)).isInstanceOf(Outcome.Done.class);
    }

    private static void assertEventuallyDone(Supplier<Future<? extends Outcome<?>>> operation) {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            Object outcome = Street.await(operation.get());
            if (outcome instanceof Outcome.Done<?>) {
                return;
            }
        }
        assertDone(operation.get());
    }
}
