package cn.haihe.signal.fieldbus.lab;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.signal.Street;
import cn.haihe.signal.fieldbus.BusLimits;
import cn.haihe.signal.fieldbus.ControllerBinding;
import cn.haihe.signal.fieldbus.LinkKind;
import cn.haihe.signal.fieldbus.LinkProfile;
import cn.haihe.signal.fieldbus.LinkTiming;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.fieldbus.link.Wire;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Lines that nobody should send to the lab bus. */
class LabFuzzTest {
    private static final long SEED = 31_07;
    private static final int LINES = 40_000;
    private static final String[] REAL = {
        "{\"controller\":8,\"n\":3,\"is\":{\"mode\":\"LOCAL\",\"plan\":1,\"stage\":1}}",
        "{\"controller\":8,\"n\":1,\"error\":\"no such plan\"}",
        "{\"controller\":8,\"report\":\"status\",\"road\":1,\"is\":{\"mode\":\"CENTER\",\"plan\":3,\"stage\":2}}",
        "{\"controller\":8,\"report\":\"detectors\",\"road\":1,\"is\":[{\"detector\":2,\"occupied\":true}]}",
        "{\"controller\":8}"
    };
    private static final String HELLO = "{\"controller\":8}\n";
    private static final String[] PIECES = {
        "null", "-1", "1e999", "\"\"", "[]", "{}", "[[[[", "\\u0000", "99999999999999999999", "true", "\"LOCAL\"", "\n"
    };

    private final Random random = new Random(SEED);

    /** A real line with pieces cut out, put in or put over. */
    private String next() {
        StringBuilder line = new StringBuilder(REAL[random.nextInt(REAL.length)]);
        for (int i = random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(line.length() + 1);
            int to = Math.min(line.length(), at + random.nextInt(8));
            line.replace(at, to, random.nextInt(3) == 0 ? "" : PIECES[random.nextInt(PIECES.length)]);
        }
        return line.toString();
    }

    @Test
    void everyLineIsAMessageOrADefectAndTheNextOneIsRead() {
        long[] read = new long[2];
        Consumer<byte[]> splitter = new LabWire().splitter(new Wire.Sink<>() {
            @Override
            public void message(JsonObject message) {
                read[0]++;
            }

            @Override
            public void defect(Enum<?> reason) {
                read[1]++;
            }
        });
        long lines = 0;
        for (int i = 0; i < LINES; i++) {
            String line = next() + "\n";
            lines += line.chars().filter(c -> c == '\n').count();
            splitter.accept(line.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(read[0] + read[1]).as("seed %d", SEED).isEqualTo(lines);
        assertThat(read[0]).isGreaterThan(LINES / 10);
        assertThat(read[1]).isGreaterThan(LINES / 10);
        long before = read[0];
        splitter.accept("{\"controller\":7}\n".getBytes(StandardCharsets.UTF_8));
        assertThat(read[0]).isEqualTo(before + 1);
    }

    /** What one controller says, whatever it is, neither throws nor keeps another from being served. */
    @Test
    void anOpenBusServesTheGoodOneUnderFire() {
        Vertx vertx = Vertx.vertx();
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        vertx.exceptionHandler(thrown::add);
        LinkTiming quick = LinkTiming.DEFAULT.withTimeout(400, 2);
        LinkProfile usual = new LinkProfile("lab", LabProtocol.NAME, quick, Map.of());
        BusLimits patient = new BusLimits(16, 100_000, 100_000, 100, Integer.MAX_VALUE, 10_000);
        LabBus bus = Street.await(new LabProtocol().open(vertx, Street.HOST, 0, usual, patient, Clock.systemUTC()));
        for (int id = 7; id <= 8; id++) {
            bus.register(new ControllerBinding("j" + id, id, 1, LinkKind.TCP_SERVER, Optional.empty()));
        }
        Street.until(() -> bus.findBinding("j8").isPresent(), "both are registered");
        new LabDevice(vertx, bus.port(), 7, false);
        for (int volley = 0; volley < 15; volley++) {
            // A line under another's name ends the connection, so each volley has its own.
            NetSocket fire = Street.await(vertx.createNetClient().connect(bus.port(), Street.HOST));
            long before = bus.findLinkState("j8").orElseThrow().framesReceived();
            fire.write(HELLO);
            Street.until(
                    () -> bus.findLinkState("j8").orElseThrow().framesReceived() > before, "its next line is read");
            // Something is always asked of it, so that its lines may be taken for answers.
            bus.poll("j8");
            bus.readHealth("j8");
            bus.readDetectors("j8", Set.of(2));
            Buffer lines = Buffer.buffer();
            for (int i = 0; i < 100; i++) {
                lines.appendString(next() + "\n");
            }
            fire.write(lines);
            assertThat((Outcome<?>) Street.await(bus.poll("j7"))).isInstanceOf(Outcome.Done.class);
        }
        assertThat(bus.counters().rejected()).containsKeys("NOT_JSON", "WRONG_CONTENT");
        assertThat(thrown).isEmpty();
        Street.await(vertx.close());
    }
}
