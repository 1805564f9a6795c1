package cn.haihe.center.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.TestAccounts;
import cn.haihe.center.bus.TestTerminal;
import cn.haihe.center.bus.internal.BusGateway;
import cn.haihe.center.city.CityHolder;
import cn.haihe.center.signals.internal.SignalGateway;
import cn.haihe.center.source.SourceKind;
import cn.haihe.center.source.TestSources;
import cn.haihe.center.source.TestSources.TestSource;
import cn.haihe.map.city.BusRoute;
import cn.haihe.map.city.CarPark;
import cn.haihe.map.city.City;
import cn.haihe.map.city.Junction;
import cn.haihe.map.demo.DemoCity;
import cn.haihe.map.demo.DemoScale;
import cn.haihe.signal.device.ControllerFleet;
import cn.haihe.signal.device.DeviceClock;
import cn.haihe.signal.device.DeviceConfig;
import cn.haihe.signal.device.DeviceLink;
import cn.haihe.signal.junction.JunctionDesigner;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;

/** The console as the police see it, in a real Chromium. */
@QuarkusTest
@TestProfile(ConsoleTest.DemoCityProfile.class)
class ConsoleTest {
    /** The demo city rather than the test town: what a visitor sees, and no other test's traffic. */
    public static class DemoCityProfile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Path map = Path.of("target", "console-test-city.osm.pbf");
            try {
                DemoCity.write(map, DemoScale.SMALL, SEED);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Map.of("haihe.map.file", map.toString());
        }
    }

    private static final long SEED = 20260101;
    private static final int SEVERE = 0xe8322e;
    private static final int SMOOTH = 0x2fb457;
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static TestBrowser browser;

    @TestHTTPResource("/")
    URI home;

    @Inject
    CityHolder cities;

    @Inject
    BusGateway buses;

    @Inject
    SignalGateway signals;

    private City city;

    @BeforeAll
    static void openBrowser() throws IOException {
        browser = TestBrowser.open();
        Files.createDirectories(SCREENSHOTS);
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void cityIsThere() throws Exception {
        city = cities.whenLoaded()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS)
                .city();
    }

    @Test
    void trafficShowsInItsColourAndChangesByItself() throws IOException {
        TestSource source = TestSources.open(SourceKind.TRAFFIC);
        try (Page page = signedIn("zh-CN")) {
            postSpeedEverywhere(source, 3);
            page.waitForFunction("() => [...haihe.state.segments.values()].filter(s => s.level === 4).length > 20");
            int red = pixels(page, SEVERE, "jam.png");
            assertThat(red).as("pixels of severe congestion").isGreaterThan(300);
            assertThat(page.textContent("#index")).contains("严重拥堵");

            postSpeedEverywhere(source, 60);
            page.waitForFunction("() => [...haihe.state.segments.values()].every(s => s.level === 0)");
            assertThat(pixels(page, SMOOTH, "smooth.png"))
                    .as("pixels of smooth traffic")
                    .isGreaterThan(300);
            assertThat(page.textContent("#index")).contains("畅通");
        }
    }

    @Test
    void speaksChineseAndEnglish() {
        try (Page page = signedIn("zh-CN")) {
            assertThat(page.textContent("#side")).contains("图例", "畅通");
            page.click("#language");
            assertThat(page.textContent("#side")).contains("Legend", "Smooth").doesNotContain("图例");
            page.reload();
            page.waitForFunction("() => document.getElementById('side').textContent.trim() !== ''");
            assertThat(page.textContent("#side")).contains("Legend");
        }
    }

    @Test
    void busesCarParksAndSignalsShowAndCanBePicked() throws Exception {
        CarPark park = city.carParks().get(0);
        TestSource parking = TestSources.open(SourceKind.PARKING);
        post(
                parking,
                "parking",
                "{\"carParkId\":\"%s\",\"observedAt\":\"%s\",\"freeSpaces\":7}".formatted(park.id(), Instant.now()));
        Junction junction = city.junctions().get(0);
        provision(
                "controllers",
                "[{\"junctionId\":\"%s\",\"controllerId\":901,\"roadId\":1,\"link\":\"TCP_SERVER\"}]"
                        .formatted(junction.id()));
        BusRoute route = city.busRoutes().get(0);
        provision(
                "terminals",
                "[{\"phone\":\"013700000001\",\"plate\":\"津C00001\",\"plateColour\":2,\"routeId\":\"%s\"}]"
                        .formatted(route.id()));

        Vertx street = Vertx.vertx();
        int busPort = buses.port().toCompletableFuture().get(60, TimeUnit.SECONDS);
        try (TestTerminal bus = new TestTerminal(busPort, "013700000001").signOn("津C00001");
                Page page = signedIn("en-US")) {
            Coordinate start = route.path().getCoordinateN(0);
            assertThat(bus.locate(start.x, start.y, 20, Instant.now()).result()).isZero();
            ControllerFleet.open(street, DeviceClock.faster(Clock.systemUTC(), 1))
                    .compose(fleet -> fleet.start(DeviceConfig.of(
                            901,
                            1,
                            JunctionDesigner.design(junction),
                            new DeviceLink(DeviceLink.Kind.TCP, "127.0.0.1", signals.port()))))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);

            page.waitForFunction(
                    "ref => [...haihe.state.buses.values()].some(bus => bus.routeRef === ref)", route.ref());
            page.waitForFunction("id => haihe.state.parking.get(id)?.free === 7", park.id());
            page.waitForFunction("id => haihe.state.signals.get(id)?.communication === 'ONLINE'", junction.id());

            page.waitForFunction(
                    """
                    ([lon, lat]) => {
                      const view = haihe.map.getView();
                      view.setCenter(ol.proj.fromLonLat([lon, lat]));
                      view.setZoom(17);
                      haihe.map.renderSync();
                      return haihe.map.getFeaturesAtPixel(haihe.map.getPixelFromCoordinate(view.getCenter())).some(f => f.get('kind') === 'carPark');
                    }
                    """, List.of(park.position().lon(), park.position().lat()));
            page.click("#map canvas");
            page.waitForFunction("() => document.getElementById('selected').textContent.includes('7 / ')");
        } finally {
            street.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void showsHowFeedsDo() throws IOException {
        TestSource source = TestSources.open(SourceKind.TRAFFIC);
        postSpeedEverywhere(source, 50);
        try (Page page = signedIn("en-US")) {
            page.waitForFunction("id => document.getElementById('feeds').textContent.includes(id)", source.id());
        }
    }

    @Test
    void aWrongPasswordIsToldAndTheNextTryWorks() {
        try (Page page = newPage("en-US")) {
            page.fill("#username", Roles.VIEWER);
            page.fill("#password", "not the password");
            page.click("#sign-in button");
            page.waitForFunction("() => document.getElementById('sign-in-error').textContent.length > 0");
            assertThat(page.textContent("#sign-in-error")).isEqualTo("Wrong user name or password");
            page.fill("#password", TestAccounts.PASSWORD);
            page.click("#sign-in button");
            page.waitForFunction("() => document.getElementById('link').dataset.state === 'connected'");
        }
    }

    private Page signedIn(String locale) {
        Page page = newPage(locale);
        page.fill("#username", Roles.VIEWER);
        page.fill("#password", TestAccounts.PASSWORD);
        page.click("#sign-in button");
        page.waitForFunction("() => window.haihe && document.getElementById('link').dataset.state === 'connected'");
        return page;
    }

    private Page newPage(String locale) {
        Page page = browser.get()
                .newPage(new Browser.NewPageOptions().setLocale(locale).setViewportSize(1280, 800));
        page.setDefaultTimeout(60_000);
        List<String> errors = new ArrayList<>();
        page.onPageError(errors::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                errors.add(message.text());
            }
        });
        page.onClose(closed -> assertThat(errors).as("errors in the page").isEmpty());
        page.navigate(home.toString());
        page.waitForSelector("#sign-in[open]");
        return page;
    }

    private void postSpeedEverywhere(TestSource source, double speedKmh) {
        Instant now = Instant.now();
        String lines = city.segments().stream()
                .map(segment -> "{\"segmentId\":\"%s\",\"observedAt\":\"%s\",\"speedKmh\":%s}"
                        .formatted(segment.id(), now, speedKmh))
                .collect(Collectors.joining("\n"));
        post(source, "traffic", lines);
    }

    private static void post(TestSource source, String feed, String lines) {
        given().header("X-Api-Key", source.apiKey())
                .contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/feeds/v1/" + feed)
                .then()
                .statusCode(200)
                .body("rejected", equalTo(0));
    }

    private static void provision(String what, String things) {
        given().auth()
                .oauth2(TestAccounts.token(Roles.ADMINISTRATOR))
                .contentType("application/json")
                .body(things)
                .post("/api/v1/" + what)
                .then()
                .statusCode(200)
                .body("accepted", equalTo(1));
    }

    /** Waits until what was drawn has this colour anywhere, then counts its pixels. */
    private static int pixels(Page page, int rgb, String name) throws IOException {
        int count = 0;
        for (int attempt = 0; attempt < 20 && count == 0; attempt++) {
            page.waitForTimeout(500);
            byte[] png = page.locator("#map").screenshot();
            Files.write(SCREENSHOTS.resolve(name), png);
            count = count(ImageIO.read(new ByteArrayInputStream(png)), rgb);
        }
        return count;
    }

    private static int count(BufferedImage image, int rgb) {
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += (image.getRGB(x, y) & 0xffffff) == rgb ? 1 : 0;
            }
        }
        return count;
    }
}
