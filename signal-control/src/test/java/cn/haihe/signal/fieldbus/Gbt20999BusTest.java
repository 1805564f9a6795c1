package cn.haihe.signal.fieldbus;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.map.city.Junction;
import cn.haihe.signal.RandomJunctions;
import cn.haihe.signal.Street;
import cn.haihe.signal.device.DeviceConfig;
import cn.haihe.signal.device.DeviceLink;
import cn.haihe.signal.device.SimulatedController;
import cn.haihe.signal.fieldbus.gbt20999.wire.Decoded;
import cn.haihe.signal.fieldbus.gbt20999.wire.Escape;
import cn.haihe.signal.fieldbus.gbt20999.wire.Frame;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameCodec;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameSplitter;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameType;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunMode;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunStatus;
import cn.haihe.signal.junction.JunctionDesigner;
import cn.haihe.signal.verify.Limits;
import cn.haihe.signal.verify.SafetyVerifier;
import cn.haihe.signal.verify.Verdict;
import cn.haihe.signal.verify.VerifiedPlan;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramSocket;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bus against whatever may be at the other end of its sockets. */
class Gbt20999BusTest {
    private static final long CONTROLLER = 7;
    private static final long STRANGER = 99;
    private static final BusLimits TIGHT = new BusLimits(4, 20, 40, 3, 5, 60_000);

    private Street street;

    @BeforeEach
    void open() {
        street = new Street(Street.quick(), TIGHT);
    }

    @AfterEach
    void close() {
        street.close();
    }

    @Test
    void aStrangerIsHungUpOnAndCounted() {
        NetSocket stranger = dial();
        AtomicBoolean hungUp = new AtomicBoolean();
        stranger.closeHandler(nothing -> hungUp.set(true));
        stranger.write(Buffer.buffer(Escape.escape(FrameCodec.encode(heartbeat(STRANGER)))));

        Street.until(hungUp::get, "the stranger is hung up on");
        assertThat(rejected()).containsEntry("UNKNOWN_CONTROLLER", 1L);
        assertOthersAreServed();
    }

    @Test
    void rubbishClosesItsConnectionAndNothingElse() {
        SimulatedController device = powered(DeviceLink.Kind.TCP);
        NetSocket rubbish = dial();
        AtomicBoolean hungUp = new AtomicBoolean();
        rubbish.closeHandler(nothing -> hungUp.set(true));
        long seed = 20260101;
        Random random = new Random(seed);
        byte[] bytes = new byte[60_000];
        random.nextBytes(bytes);
        rubbish.write(Buffer.buffer(bytes));

        Street.until(hungUp::get, "rubbish of seed " + seed + " is hung up on");
        assertThat(device.state().connected()).isTrue();
        assertPolls();
    }

    @Test
    void rubbishInDatagramsIsCountedAndTheNextOneIsRead() {
        powered(DeviceLink.Kind.UDP);
        DatagramSocket socket = street.vertx.createDatagramSocket();
        byte[] wrongCheck = FrameCodec.encode(heartbeat(CONTROLLER));
        wrongCheck[5] ^= 1;
        for (int i = 0; i < 50; i++) {
            socket.send(Buffer.buffer(wrongCheck), street.bus.port(), Street.HOST);
        }
        Street.until(() -> rejected().containsKey("WRONG_CHECK"), "the rubbish is counted");
        assertPolls();
    }

    @Test
    void aFloodOfOneControllerIsCutAndTheOthersAreServed() {
        powered(DeviceLink.Kind.TCP);
        street.register("j2", 8, LinkKind.TCP_SERVER);
        NetSocket flood = dial();
        Buffer many = Buffer.buffer();
        for (int i = 0; i < 2_000; i++) {
            many.appendBytes(Escape.escape(FrameCodec.encode(heartbeat(8))));
        }
        flood.write(many);

        Street.until(() -> rejected().getOrDefault("FLOOD", 0L) > 1_000, "the flood is cut");
        assertPolls();
    }

    /** Plans are numbered over all junctions of a cabinet. */
    @Test
    void aPlanOfAnotherJunctionOfTheSameControllerIsNotWrittenOver() {
        powered(DeviceLink.Kind.UDP);
        VerifiedPlan ours = street.plan(5);
        assertThat(Street.await(street.bus.load(ours))).isInstanceOf(Outcome.Done.class);
        street.bus.register(new ControllerBinding("j2", CONTROLLER, 2, LinkKind.UDP, Optional.empty()));
        Junction beside = RandomJunctions.cross("j2", 3);
        VerifiedPlan theirs = ((Verdict.Safe)
                        new SafetyVerifier(Limits.DEFAULT).verify(JunctionDesigner.design(beside), ours.plan()))
                .plan();

        assertThat(Street.await(street.bus.load(theirs)))
                .isEqualTo(new Outcome.Refused<>("plan 5 of this controller is one of its road 1"));
        assertThat(Street.await(street.bus.readBack("j1", 5))).isEqualTo(new Outcome.Done<>(ours.plan()));
        assertThat(Street.await(street.bus.load(ours))).as("its own it may").isInstanceOf(Outcome.Done.class);
    }

    @Test
    void onlySoManyConnectionsAreTaken() {
        for (int i = 0; i < 4; i++) {
            dial();
        }
        Street.until(() -> rejected().containsKey("TOO_MANY_CONNECTIONS"), "the fourth is not taken");
        assertThat(rejected()).containsEntry("TOO_MANY_CONNECTIONS", 1L);
        Street.until(() -> street.bus.connections() == 3, "the others stay");
    }

    @Test
    void tooManyOperationsForOneControllerAreTurnedAway() {
        street.register("j1", CONTROLLER, LinkKind.UDP, 9);
        var outcomes = IntStream.range(1, 12)
                .mapToObj(number -> street.bus.readBack("j1", number))
                .toList();
        Outcome<?> last = Street.await(outcomes.get(outcomes.size() - 1));
        assertThat(last).isEqualTo(new Outcome.Unconfirmed<>(FieldFailure.QUEUE_FULL));
        assertThat((Outcome<?>) Street.await(outcomes.get(0)))
                .isEqualTo(new Outcome.Unconfirmed<>(FieldFailure.TIMED_OUT));
    }

    @Test
    void theCentreDialsAControllerThatListens() {
        NetServer device = street.vertx.createNetServer();
        device.connectHandler(socket -> {
            FrameSplitter splitter = new FrameSplitter(1024, decoded -> {
                Frame request = ((Decoded.Good) decoded).frame();
                RunStatus status = new RunStatus(1, RunMode.FLASH.code(), 0, 0);
                Frame reply = request.answer(FrameType.QUERY_REPLY, status.toValues());
                socket.write(Buffer.buffer(Escape.escape(FrameCodec.encode(reply))));
            });
            socket.handler(buffer -> splitter.accept(buffer.getBytes()));
        });
        int port = Street.await(device.listen(0, Street.HOST)).actualPort();
        street.register("j1", CONTROLLER, LinkKind.TCP_CLIENT, port);

        Street.until(() -> Street.await(street.bus.poll("j1")) instanceof Outcome.Done, "a poll is answered");
        Outcome<FieldStatus> outcome = Street.await(street.bus.poll("j1"));
        assertThat(((Outcome.Done<FieldStatus>) outcome).value())
                .returns(ControlMode.FLASH, FieldStatus::mode)
                .returns(Optional.empty(), FieldStatus::plan);
    }

    @Test
    void aControllerThatNumbersItsAnswersItsOwnWayIsUnderstood() {
        DatagramSocket device = street.vertx.createDatagramSocket();
        Street.await(device.listen(0, Street.HOST));
        device.handler(packet -> {
            Frame request = ((Decoded.Good) FrameCodec.decode(packet.data().getBytes())).frame();
            Frame reply = Frame.of(
                    request.version(),
                    request.hostId(),
                    request.controllerId(),
                    request.roadId(),
                    2,
                    FrameType.QUERY_REPLY,
                    new RunStatus(1, RunMode.LOCAL_FIXED.code(), 4, 3).toValues());
            device.send(Buffer.buffer(FrameCodec.encode(reply)), packet.sender().port(), Street.HOST);
        });
        street.register("j1", CONTROLLER, LinkKind.UDP, device.localAddress().port());

        assertPolls();
        assertPolls();
        assertPolls();
    }

    @Test
    void reportsReachTheListenersUnasked() {
        AtomicBoolean heard = new AtomicBoolean();
        street.bus.listen(status -> heard.compareAndSet(false, status.stage().isPresent()));
        powered(DeviceLink.Kind.TCP);
        Street.until(heard::get, "a stage change is reported");
    }

    @Test
    void aControllerGoesBackToItsLocalPlanWhenTheCentreIsLostAndComesBack() {
        DeviceConfig config = DeviceConfig.of(
                        CONTROLLER, 1, street.junction, DeviceLink.udp(Street.HOST, street.bus.port()))
                .withHeartbeat(1, 2);
        street.register("j1", CONTROLLER, LinkKind.UDP);
        SimulatedController device = street.power(config);
        Street.until(() -> street.bus.communication("j1") == Communication.ONLINE, "it is heard");
        assertThat((Outcome<?>) Street.await(street.bus.activate("j1", 1))).isInstanceOf(Outcome.Done.class);
        Street.until(() -> device.state().mode() == RunMode.CENTER, "the centre commands");
        street.bus.unregister("j1");

        Street.until(() -> device.state().mode() == RunMode.LOCAL_FIXED, "it goes local");
        street.register("j1", CONTROLLER, LinkKind.UDP);
        Street.until(() -> Street.await(street.bus.poll("j1")) instanceof Outcome.Done, "it is back");
        assertThat(device.state().unsafeStates()).isZero();
    }

    private SimulatedController powered(DeviceLink.Kind kind) {
        street.register("j1", CONTROLLER, kind == DeviceLink.Kind.UDP ? LinkKind.UDP : LinkKind.TCP_SERVER);
        SimulatedController device = street.power(
                DeviceConfig.of(CONTROLLER, 1, street.junction, new DeviceLink(kind, Street.HOST, street.bus.port())));
        Street.until(() -> street.bus.communication("j1") == Communication.ONLINE, "it is heard");
        return device;
    }

    private void assertOthersAreServed() {
        powered(DeviceLink.Kind.TCP);
        assertPolls();
    }

    private void assertPolls() {
        assertThat((Outcome<?>) Street.await(street.bus.poll("j1"))).isInstanceOf(Outcome.Done.class);
    }

    private NetSocket dial() {
        return Street.await(street.vertx.createNetClient().connect(street.bus.port(), Street.HOST));
    }

    private Map<String, Long> rejected() {
        return street.bus.counters().rejected();
    }

    private static Frame heartbeat(long controllerId) {
        return Frame.heartbeat(0x0100, 5, controllerId, 0, 1, FrameType.HEARTBEAT, false);
    }
}
