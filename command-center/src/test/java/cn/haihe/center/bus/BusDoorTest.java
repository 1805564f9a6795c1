package cn.haihe.center.bus;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import cn.haihe.center.bus.internal.BusGateway;
import cn.haihe.center.source.FeedMeters;
import cn.haihe.center.source.FeedStatus;
import cn.haihe.center.source.RejectReason;
import cn.haihe.center.source.Source;
import cn.haihe.center.source.Terminal;
import cn.haihe.center.source.TerminalRegister;
import cn.haihe.map.geo.Gcj02;
import cn.haihe.map.geo.LonLat;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Terminals over real sockets, and what travellers then see at the door. */
@QuarkusTest
class BusDoorTest {
    private static final double LON = 117.1975;
    private static final double LAT = 39.1241;
    private static final AtomicInteger NEXT = new AtomicInteger(1);

    @Inject
    BusGateway gateway;

    @Inject
    TerminalRegister register;

    @Inject
    FeedMeters meters;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private String phone;
    private String plate;
    private int port;

    @BeforeEach
    void enterATerminal() throws Exception {
        port = gateway.port().toCompletableFuture().get(60, TimeUnit.SECONDS);
        int number = NEXT.getAndIncrement();
        phone = String.format("0138%08d", number);
        plate = String.format("津A%05d", number);
        register.put(List.of(new Terminal(phone, plate, 2, Optional.of("r3001"))))
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    @Test
    void aBusThatSignsOnAndReportsIsSeenByTravellers() throws IOException {
        try (TestTerminal bus = terminal()) {
            TestTerminal.Reply registered = bus.register(plate);
            assertThat(registered.id()).isEqualTo(0x8100);
            assertThat(registered.result()).isZero();
            assertThat(bus.authenticate(registered.code()).result()).isZero();
            assertThat(bus.locate(LON, LAT, 32.4, now).result()).isZero();
        }
        awaitTrue(() -> seen().isPresent());
        Map<String, Object> seen = seen().orElseThrow();
        assertThat(seen)
                .containsEntry("id", phone.substring(1))
                .containsEntry("plate", plate)
                .containsEntry("routeId", "r3001")
                .containsEntry("routeRef", "804")
                .containsEntry("bearingDegrees", 90)
                .containsEntry("distanceMetres", 0)
                .containsEntry("grade", "B");
        assertThat(((Number) seen.get("speedKmh")).doubleValue()).isEqualTo(32.4, within(0.01));
        assertThat(Instant.parse((String) seen.get("asOf"))).isEqualTo(now);
        List<Float> position = (List<Float>) (List<?>) seen.get("position");
        assertThat(position.get(0).doubleValue()).isEqualTo(LON, within(1e-4));
    }

    @Test
    void theRouteChoosesByIdAndByNumber() throws IOException {
        try (TestTerminal bus = terminal().signOn(plate)) {
            bus.locate(LON, LAT, 10, now);
        }
        awaitTrue(() -> seen().isPresent());
        assertThat(near("&route=804").getList("buses.id")).contains(phone.substring(1));
        assertThat(near("&route=r3001").getList("buses.id")).contains(phone.substring(1));
        assertThat(near("&route=805").getList("buses.id")).isEmpty();
    }

    @Test
    void mapAppsAskAndAreAnsweredInTheirOwnSystem() throws IOException {
        try (TestTerminal bus = terminal().signOn(plate)) {
            bus.locate(LON, LAT, 10, now);
        }
        awaitTrue(() -> seen().isPresent());
        LonLat there = Gcj02.fromWgs84(new LonLat(LON, LAT));
        JsonPath answer = given().get("/pocket/v1/buses?crs=gcj02&radius=2&near=" + there.lon() + "," + there.lat())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(answer.getList("buses.id")).contains(phone.substring(1));
        assertThat(answer.getDouble("buses[0].position[0]")).isEqualTo(there.lon(), within(1e-5));
    }

    @Test
    void aTerminalThatWasRegisteredOnceSignsOnWithoutDoingSoAgain() throws IOException {
        String code;
        try (TestTerminal bus = terminal()) {
            code = bus.register(plate).code();
            bus.kill();
        }
        try (TestTerminal again = terminal()) {
            assertThat(again.authenticate(code).result()).isZero();
        }
    }

    @Test
    void anUnknownTerminalIsRefused() throws IOException {
        long before = count(RejectReason.UNKNOWN_DEVICE);
        try (TestTerminal stranger = new TestTerminal(port, "099999999999")) {
            TestTerminal.Reply reply = stranger.register(plate);
            assertThat(reply.id()).isEqualTo(0x8100);
            assertThat(reply.result()).isEqualTo(4);
            assertThat(stranger.authenticate("any").result()).isEqualTo(1);
        }
        assertThat(count(RejectReason.UNKNOWN_DEVICE)).isEqualTo(before + 2);
        // Of a flood only some a second are kept, so another test's garbage may have taken this second's room.
        awaitTrue(() -> {
            try (TestTerminal stranger = new TestTerminal(port, "099999999999")) {
                stranger.authenticate("any");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return meters.listRejects(Source.JT808).stream()
                    .anyMatch(reject -> reject.record().startsWith("0102"));
        });
    }

    @Test
    void aTerminalInAnotherVehicleThanTheRegisterSaysIsRefused() throws IOException {
        try (TestTerminal bus = terminal()) {
            assertThat(bus.register("津B99999").result()).isEqualTo(2);
        }
    }

    @Test
    void withoutAuthenticationNothingElseIsTaken() throws IOException {
        long before = count(RejectReason.UNAUTHORISED);
        try (TestTerminal bus = terminal()) {
            assertThat(bus.locate(LON, LAT, 10, now).result()).isEqualTo(1);
            assertThat(bus.authenticate("wrong").result()).isEqualTo(1);
            assertThat(bus.signOn(plate).locate(LON, LAT, 10, now).result()).isZero();
        }
        assertThat(count(RejectReason.UNAUTHORISED)).isEqualTo(before + 2);
    }

    @Test
    void eachFixThatCannotBeBelievedIsCountedByItsReason() throws IOException {
        try (TestTerminal bus = terminal().signOn(plate)) {
            bus.locate(LON, LAT, 10, now.minusSeconds(20));
            awaitTrue(() -> seen().isPresent());
            expect(RejectReason.DUPLICATE, () -> bus.locate(LON, LAT, 10, now.minusSeconds(20)));
            expect(RejectReason.OUT_OF_ORDER, () -> bus.locate(LON, LAT, 10, now.minusSeconds(30)));
            expect(RejectReason.FUTURE, () -> bus.locate(LON, LAT, 10, now.plusSeconds(3600)));
            expect(RejectReason.STALE, () -> bus.locate(LON, LAT, 10, now.minusSeconds(3600)));
            expect(RejectReason.OUTSIDE_CITY, () -> bus.locate(100, LAT, 10, now));
            expect(RejectReason.IMPOSSIBLE_SPEED, () -> bus.locate(LON, LAT, 200, now));
            expect(RejectReason.IMPOSSIBLE_SPEED, () -> bus.locate(LON + 0.02, LAT, 20, now.minusSeconds(15)));
            expect(RejectReason.MALFORMED, () -> {
                TestTerminal.Reply reply = bus.ask(0x0200, new byte[20]);
                assertThat(reply.result()).isEqualTo(2);
                return reply;
            });
            bus.ask(0x0200, TestTerminal.location(0, LON, LAT, 0, now));
        }
        Map<String, Object> seen = seen().orElseThrow();
        assertThat(Instant.parse((String) seen.get("asOf"))).isEqualTo(now.minusSeconds(20));
    }

    @Test
    void aBatchIsTakenInTheOrderOfTimeAndTheNewestIsShown() throws IOException {
        try (TestTerminal bus = terminal().signOn(plate)) {
            long outOfOrder = count(RejectReason.OUT_OF_ORDER);
            ByteBuffer body =
                    ByteBuffer.allocate(3 + 3 * 30).putShort((short) 3).put((byte) 1);
            for (int age : new int[] {10, 30, 20}) {
                body.putShort((short) 28).put(TestTerminal.location(2, LON, LAT, 10, now.minusSeconds(age)));
            }
            assertThat(bus.ask(0x0704, body.array()).result()).isZero();
            awaitTrue(() -> seen().isPresent());
            assertThat(count(RejectReason.OUT_OF_ORDER)).isEqualTo(outOfOrder);
        }
        assertThat(Instant.from(
                        OffsetDateTime.parse((String) seen().orElseThrow().get("asOf"))))
                .isEqualTo(now.minusSeconds(10));
    }

    @Test
    void otherMessagesAreAnswered() throws IOException {
        try (TestTerminal bus = terminal().signOn(plate)) {
            assertThat(bus.ask(0x0002, new byte[0]).result()).isZero();
            assertThat(bus.ask(0x0900, new byte[5]).result()).as("pass-through").isEqualTo(3);
            TestTerminal.Reply time = bus.ask(0x0004, new byte[0]);
            assertThat(time.id()).isEqualTo(0x8004);
            assertThat(time.body()).hasSize(6);
            assertThat(bus.ask(0x0702, HexFormat.of().parseHex("02260409172739"))
                            .result())
                    .isZero();
            assertThat(bus.ask(0x0003, new byte[0]).result()).isZero();
            assertThat(bus.hungUpOn()).isTrue();
        }
    }

    @Test
    void garbageEndsItsOwnConnectionOnlyAndTheNextOneWorks() throws IOException {
        long before = count(RejectReason.MALFORMED);
        byte[] garbage = new byte[60_000];
        new Random(808).nextBytes(garbage);
        try (TestTerminal good = terminal().signOn(plate);
                TestTerminal bad = terminal()) {
            try {
                bad.sendRaw(garbage);
            } catch (IOException alreadyHungUp) {
                assertThat(alreadyHungUp).hasMessageMatching(".*(reset|Broken pipe).*");
            }
            assertThat(bad.hungUpOn()).isTrue();
            assertThat(good.ask(0x0002, new byte[0]).result()).isZero();
        }
        assertThat(count(RejectReason.MALFORMED)).isGreaterThan(before);
        try (TestTerminal next = terminal().signOn(plate)) {
            assertThat(next.locate(LON, LAT, 10, now).result()).isZero();
        }
    }

    @Test
    void aWrongChecksumIsCountedAndTheNextMessageWorks() throws IOException {
        try (TestTerminal bus = terminal().signOn(plate)) {
            long before = count(RejectReason.MALFORMED);
            byte[] frame = bus.frame(0x0002, new byte[0]);
            frame[5] ^= 0x01;
            bus.sendRaw(frame);
            assertThat(bus.ask(0x0002, new byte[0]).result()).isZero();
            assertThat(count(RejectReason.MALFORMED)).isEqualTo(before + 1);
        }
    }

    @Test
    void signingOnAnewEndsTheOldLink() throws IOException {
        try (TestTerminal old = terminal().signOn(plate);
                TestTerminal fresh = terminal().signOn(plate)) {
            assertThat(old.hungUpOn()).isTrue();
            assertThat(fresh.ask(0x0002, new byte[0]).result()).isZero();
        }
    }

    @Test
    void anotherTerminalsPhoneOnALinkIsRefused() throws IOException {
        try (TestTerminal bus = terminal().signOn(plate);
                TestTerminal template = new TestTerminal(port, "013911111111")) {
            long before = count(RejectReason.UNAUTHORISED);
            bus.sendRaw(template.frame(0x0200, TestTerminal.location(2, LON, LAT, 10, now)));
            assertThat(bus.ask(0x0002, new byte[0]).result()).isZero();
            assertThat(count(RejectReason.UNAUTHORISED)).isEqualTo(before + 1);
        }
    }

    @Test
    void aFloodIsHeldBackAndLosesNothing() throws Exception {
        int messages = 700;
        try (TestTerminal flooding = terminal().signOn(plate)) {
            Thread sender = new Thread(() -> {
                try {
                    for (int i = 0; i < messages; i++) {
                        flooding.send(0x0002, new byte[0]);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            sender.start();
            for (int i = 0; i < messages; i++) {
                assertThat(flooding.read().result()).isZero();
            }
            sender.join();
        }
        assertThat(given().get("/q/metrics").asString()).containsPattern("haihe_bus_pauses_total(\\{[^}]*})? [1-9]");
    }

    @Test
    void badQuestionsGetProblems() {
        for (String query : List.of(
                "radius=100",
                "near=117,39&crs=bd09",
                "near=117",
                "near=a,b",
                "near=200,39",
                "near=117,39&radius=-1",
                "near=117,39&limit=0")) {
            given().get("/pocket/v1/buses?" + query)
                    .then()
                    .statusCode(400)
                    .contentType(containsString("application/problem+json"))
                    .body("type", equalTo("https://haihe.cn/problems/malformed-parameter"));
        }
    }

    private interface Sending {
        TestTerminal.Reply send() throws IOException;
    }

    private void expect(RejectReason reason, Sending sending) throws IOException {
        long before = count(reason);
        sending.send();
        assertThat(count(reason)).as(reason.name()).isEqualTo(before + 1);
    }

    private long count(RejectReason reason) {
        return meters.listStatus().stream()
                .filter(status -> status.id().equals(Source.JT808.id()))
                .map(FeedStatus::reasons)
                .findAny()
                .orElseThrow()
                .getOrDefault(reason, 0L);
    }

    private TestTerminal terminal() throws IOException {
        return new TestTerminal(port, phone);
    }

    private Optional<Map<String, Object>> seen() {
        List<Map<String, Object>> buses = near("").getList("buses");
        return buses.stream()
                .filter(bus -> bus.get("id").equals(phone.substring(1)))
                .findAny();
    }

    private static JsonPath near(String more) {
        return given().get("/pocket/v1/buses?near=" + LON + "," + LAT + "&radius=500" + more)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static void awaitTrue(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("did not come true in 20 s");
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }
}
