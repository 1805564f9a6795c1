package cn.haihe.signal.fieldbus.gbt20999;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.signal.Street;
import cn.haihe.signal.device.DeviceConfig;
import cn.haihe.signal.device.DeviceLink;
import cn.haihe.signal.device.SimulatedController;
import cn.haihe.signal.fieldbus.BusLimits;
import cn.haihe.signal.fieldbus.Communication;
import cn.haihe.signal.fieldbus.ControllerBinding;
import cn.haihe.signal.fieldbus.Endpoint;
import cn.haihe.signal.fieldbus.JunctionCommand;
import cn.haihe.signal.fieldbus.LinkKind;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.fieldbus.gbt20999.wire.Address;
import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.ControllerCommand;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameType;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunMode;
import cn.haihe.signal.fieldbus.gbt20999.wire.data.DeviceInformation;
import cn.haihe.signal.fieldbus.gbt20999.wire.data.PhaseSafety;
import cn.haihe.signal.fieldbus.gbt20999.wire.data.Phases;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands of class 18 through the bus, and what a controller tells of any class. */
class CommandTest {
    private Street street;
    private Gbt20999Profile byClass18;

    @BeforeEach
    void open() {
        byClass18 = Street.quick().commandingByClass18();
        street = new Street(byClass18, BusLimits.DEFAULT);
    }

    @AfterEach
    void close() {
        street.close();
    }

    @Test
    void aControllerDoesEachOfThem() {
        street.register("j1", 7, LinkKind.UDP);
        SimulatedController device =
                street.power(DeviceConfig.of(7, 1, street.junction, DeviceLink.udp(Street.HOST, street.bus.port())));
        Street.until(() -> street.bus.communication("j1") == Communication.ONLINE, "it is heard");
        done(street.bus.command(new JunctionCommand.Flash("j1")));
        Street.until(() -> device.state().mode() == RunMode.FLASH, "it flashes");
        done(street.bus.command(new JunctionCommand.LightsOff("j1")));
        Street.until(() -> device.state().mode() == RunMode.ALL_OFF, "it is dark");
        done(street.bus.order("j1", ControllerCommand.LIGHTS_ON));
        Street.until(() -> device.state().mode().isLocal(), "it has lights again");
        done(street.bus.command(new JunctionCommand.AllRed("j1")));
        Street.until(() -> device.state().mode() == RunMode.ALL_RED, "it is red");
        done(street.bus.command(new JunctionCommand.Release("j1")));
        Street.until(() -> device.state().mode().isLocal(), "it runs its own plan");
        done(street.bus.order("j1", ControllerCommand.RESTART));
        assertThat(device.state().unsafeStates()).isZero();
    }

    @Test
    void anyValuesOfTheEighteenClassesAreReadAndEachThatIsNotToldSaysWhy() {
        street.register("j1", 7, LinkKind.UDP);
        street.power(DeviceConfig.of(7, 1, street.junction, DeviceLink.udp(Street.HOST, street.bus.port())));
        Street.until(() -> street.bus.communication("j1") == Communication.ONLINE, "it is heard");
        List<Address> asked = new ArrayList<>();
        for (int phase = 1; phase <= street.junction.phases().size(); phase++) {
            asked.add(Item.PHASE_MIN_GREEN.at(phase));
            asked.add(Item.INTERGREEN_CHAIN.at(phase));
        }
        Address nowhere = new Address(17, 2, 1, 1);
        asked.add(nowhere);
        asked.add(Item.MAKER.at(0));
        ClassReading read = ((Outcome.Done<ClassReading>) Street.await(street.bus.read("j1", asked))).value();
        assertThat(read.find(DeviceInformation.class).orElseThrow().maker()).contains("Haihe");
        assertThat(read.find(Phases.class).orElseThrow().phases())
                .hasSameSizeAs(street.junction.phases())
                .allSatisfy(phase -> assertThat(phase.minGreen())
                        .contains(street.junction.getPhase(phase.row()).minGreenSeconds()));
        assertThat(read.find(PhaseSafety.class).orElseThrow().intergreens()).hasSameSizeAs(street.junction.phases());
        assertThat(read.refused()).containsOnlyKeys(nowhere);
        assertThat(read.leftOut()).isEmpty();
    }

    @Test
    void oneByteNeverCommandsTheOtherJunctionsOfAController() {
        ObjectStore device = twoRoads(byClass18);
        assertThat((Outcome<?>) Street.await(street.bus.command(new JunctionCommand.Flash("j1"))))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).contains("other junctions"));
        assertThat(device.requests).isEmpty();
    }

    @Test
    void aChainCommandsOneRoadAndLeavesTheOthersAsTheyAre() {
        ObjectStore device = twoRoads(byClass18.with(byClass18.wire().withCommandBytes(16)));
        device.hold(ControllerCommand.ALL_RED.toValues(2, 16, ChainOrder.BACKWARD));
        done(street.bus.command(new JunctionCommand.Flash("j1")));
        byte[] held = device.held.get(Item.COMMAND.at(0));
        assertThat(held).hasSize(16);
        assertThat(held[15]).isEqualTo((byte) ControllerCommand.FLASH.code());
        assertThat(held[14]).isEqualTo((byte) ControllerCommand.ALL_RED.code());
        assertThat((Outcome<?>) Street.await(street.bus.order("j1", ControllerCommand.RESTART)))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void roadsOfAChainThatAreCommandedTogetherKeepWhatEachWasTold() {
        ObjectStore device = twoRoads(byClass18.with(byClass18.wire().withCommandBytes(16)));
        device.hold(ControllerCommand.CANCEL.toValues(1, 16, ChainOrder.BACKWARD));
        Future<Outcome<Void>> first = street.bus.command(new JunctionCommand.Flash("j1"));
        Future<Outcome<Void>> second = street.bus.command(new JunctionCommand.AllRed("j2"));
        done(first);
        done(second);
        byte[] held = device.held.get(Item.COMMAND.at(0));
        assertThat(held[15]).isEqualTo((byte) ControllerCommand.FLASH.code());
        assertThat(held[14]).isEqualTo((byte) ControllerCommand.ALL_RED.code());
        done(street.bus.command(new JunctionCommand.Release("j1")));
        assertThat(device.held.get(Item.COMMAND.at(0))[14]).isEqualTo((byte) ControllerCommand.ALL_RED.code());
    }

    @Test
    void aCommandThatAControllerRefusesSaysWhereAndWhy() {
        ObjectStore device = twoRoads(byClass18.with(byClass18.wire().withCommandBytes(16)));
        device.hold(ControllerCommand.CANCEL.toValues(1, 16, ChainOrder.BACKWARD));
        device.refuses = Item.COMMAND.at(0)::equals;
        assertThat((Outcome<?>) Street.await(street.bus.command(new JunctionCommand.AllRed("j2"))))
                .isEqualTo(new Outcome.Refused<>("18.1.0.0: NO_SUCH_OBJECT (0x30)"));
        device.refuses = address -> false;
        device.acknowledges = set -> null;
        done(street.bus.command(new JunctionCommand.AllRed("j2")));
        assertThat(device.requests.get(device.requests.size() - 1).type())
                .as("a command that nobody answered is asked for")
                .isEqualTo(FrameType.QUERY);
    }

    private ObjectStore twoRoads(Gbt20999Profile profile) {
        ObjectStore device = new ObjectStore(street.vertx);
        for (int road = 1; road <= 2; road++) {
            String junction = "j" + road;
            street.bus.register(
                    new ControllerBinding(
                            junction, 9, road, LinkKind.UDP, Optional.of(new Endpoint(Street.HOST, device.port()))),
                    profile);
            Street.until(() -> street.bus.findBinding(junction).isPresent(), junction + " is registered");
        }
        return device;
    }

    private static void done(Future<Outcome<Void>> future) {
        assertThat((Outcome<?>) Street.await(future)).isInstanceOf(Outcome.Done.class);
    }
}
