package cn.haihe.signal.fieldbus.gbt20999;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.signal.Street;
import cn.haihe.signal.device.DeviceConfig;
import cn.haihe.signal.device.DeviceLink;
import cn.haihe.signal.fieldbus.BusLimits;
import cn.haihe.signal.fieldbus.Communication;
import cn.haihe.signal.fieldbus.LinkKind;
import cn.haihe.signal.fieldbus.LinkState;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.fieldbus.gbt20999.wire.Escape;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameDefect;
import cn.haihe.signal.fieldbus.gbt20999.wire.FuzzFrames;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramSocket;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An open bus under fire from both kinds of socket, while a good controller has to be served. */
class BusFuzzTest {
    private static final long GOOD = 7;
    private static final long FIRED_AT = 0x000C48FC;
    private static final long SEED = 170799;
    private static final Gbt20999Profile NO_HEARTBEATS = Street.quick();

    private final Street street = new Street(NO_HEARTBEATS, BusLimits.DEFAULT);
    private final List<Throwable> thrown = new CopyOnWriteArrayList<>();

    @BeforeEach
    void power() {
        street.vertx.exceptionHandler(thrown::add);
        street.register("good", GOOD, LinkKind.TCP_SERVER);
        street.register("fired at", FIRED_AT, LinkKind.UDP);
        street.power(DeviceConfig.of(GOOD, 1, street.junction, DeviceLink.tcp(Street.HOST, street.bus.port())));
        Street.until(() -> street.bus.communication("good") == Communication.ONLINE, "the good one is heard");
    }

    @AfterEach
    void close() {
        street.close();
    }

    @Test
    void everyDatagramIsTakenOrCountedByItsReason() {
        DatagramSocket socket = street.vertx.createDatagramSocket();
        FuzzFrames frames = new FuzzFrames(SEED);
        long sent = 0;
        for (int volley = 0; volley < 200; volley++) {
            for (int i = 0; i < 100; i++) {
                byte[] bytes = frames.next();
                if (bytes.length > 0) {
                    socket.send(Buffer.buffer(bytes), street.bus.port(), Street.HOST);
                    sent++;
                }
            }
            long soFar = sent;
            Street.until(() -> taken() == soFar, soFar + " datagrams of seed " + SEED + " are accounted for");
            street.bus.poll("fired at");
            if (volley % 20 == 0) {
                assertGoodIsServed();
            }
        }
        assertThat(street.bus.counters().rejected()).containsKeys("WRONG_CHECK", "UNKNOWN_CONTROLLER", "FLOOD");
        assertThat(state("fired at").rejected()).containsKey("FLOOD");
        assertThat(state("good").rejected()).doesNotContainKey("FLOOD");
        assertCalm();
    }

    @Test
    void rubbishOverTcpHoldsNothingOpenAndTheGoodOneIsServed() {
        int open = street.bus.connections();
        NetClient client = street.vertx.createNetClient();
        FuzzFrames frames = new FuzzFrames(SEED + 1);
        Random random = new Random(SEED + 1);
        int sent = 0;
        for (int connection = 0; connection < 60; connection++) {
            NetSocket socket = Street.await(client.connect(street.bus.port(), Street.HOST));
            Buffer line = Buffer.buffer();
            for (int i = 0; i < 500; i++, sent++) {
                byte[] bytes = frames.next();
                line.appendBytes(bytes.length > 1 && random.nextBoolean() ? Escape.escape(bytes) : bytes);
            }
            socket.write(line);
            if (connection % 10 == 0) {
                assertGoodIsServed();
            }
            if (random.nextBoolean()) {
                socket.close();
            }
        }
        assertThat(sent).isEqualTo(30_000);
        Street.until(() -> street.bus.connections() == open, "only the good one is connected");
        assertCalm();
    }

    /** Datagrams that came to anything: good frames but the good controller's, and defects. */
    private long taken() {
        Map<String, Long> rejected = street.bus.counters().rejected();
        long defects = Arrays.stream(FrameDefect.values())
                .mapToLong(defect -> rejected.getOrDefault(defect.name(), 0L))
                .sum();
        long framesOfGood = state("good").framesReceived();
        return street.bus.counters().framesReceived() - framesOfGood + defects;
    }

    private LinkState state(String junctionId) {
        return street.bus.findLinkState(junctionId).orElseThrow();
    }

    private void assertGoodIsServed() {
        assertThat((Outcome<?>) Street.await(street.bus.poll("good"))).isInstanceOf(Outcome.Done.class);
    }

    private void assertCalm() {
        assertGoodIsServed();
        Street.until(() -> state("good").waiting() == 0 && state("fired at").waiting() == 0, "nothing waits any more");
        assertThat(state("good").communication()).isEqualTo(Communication.ONLINE);
        assertThat(thrown)
                .as(thrown.stream().map(Throwable::toString).collect(Collectors.joining()))
                .isEmpty();
    }
}
