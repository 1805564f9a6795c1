package cn.haihe.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.haihe.map.city.Segment;
import cn.haihe.map.geo.LonLat;
import cn.haihe.map.traffic.CongestionScale;
import cn.haihe.map.traffic.Grade;
import cn.haihe.routing.live.SegmentSpeeds;
import com.graphhopper.GHRequest;
import com.graphhopper.GHResponse;
import com.graphhopper.ResponsePath;
import com.graphhopper.json.Statement;
import com.graphhopper.util.CustomModel;
import com.graphhopper.util.JsonFeature;
import com.graphhopper.util.JsonFeatureCollection;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.util.GeometricShapeFactory;

/** GraphHopper's custom models on top of live speeds. */
class CustomModelTest {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final double LIVE_KMH = 30;

    @TempDir
    static Path folder;

    private static GridTown town;
    private static RouteGuide guide;

    @BeforeAll
    static void openGuide() {
        town = GridTown.plain(folder, 5);
        guide = RouteGuides.open(
                town.osmFile(),
                town.city(),
                folder.resolve("data"),
                CongestionScale.GBT_33171,
                new RouteLimits(5, 5_000, 1_000),
                Clock.systemUTC());
    }

    @AfterAll
    static void closeGuide() {
        guide.close();
    }

    @BeforeEach
    void liveEverywhere() {
        use(segment -> LIVE_KMH);
    }

    @Test
    void slowsDownFromTheLiveSpeed() {
        ResponsePath plain = best(null);
        ResponsePath halved = best(new CustomModel().addToSpeed(Statement.If("true", Statement.Op.MULTIPLY, "0.5")));
        ResponsePath limited = best(new CustomModel().addToSpeed(Statement.If("true", Statement.Op.LIMIT, "10")));

        assertThat(plain.getTime()).isCloseTo(Math.round(plain.getDistance() * 3_600 / LIVE_KMH), within(20L));
        assertThat(halved.getTime()).isCloseTo(2 * plain.getTime(), within(20L));
        assertThat(limited.getTime()).isCloseTo(3 * plain.getTime(), within(30L));
    }

    @Test
    void aModelThatAsksNothingIsThePlainRequest() {
        ResponsePath plain = best(null);
        ResponsePath modelled = best(new CustomModel());

        assertThat(modelled.getRouteWeight()).isCloseTo(plain.getRouteWeight(), within(0.02));
        assertThat(modelled.getTime()).isCloseTo(plain.getTime(), within(20L));
    }

    @Test
    void keepsOutOfAnArea() {
        LonLat from = town.crossing(2, 0);
        LonLat to = town.crossing(2, 4);
        LonLat middle = town.crossing(2, 2);
        double direct = route(from, to, null).getBest().getDistance();
        Geometry square = GEOMETRIES.toGeometry(
                new Envelope(middle.lon() - 5e-4, middle.lon() + 5e-4, middle.lat() - 5e-4, middle.lat() + 5e-4));
        CustomModel model = area("square", square).addToPriority(Statement.If("in_square", Statement.Op.MULTIPLY, "0"));

        ResponsePath around = route(from, to, model).getBest();

        assertThat(around.getDistance()).isGreaterThan(direct + 300);
        assertThat(around.getPoints().toLineString(false).intersects(square)).isFalse();
    }

    @Test
    void aClosedStreetStaysClosed() {
        Segment closed = town.segment(2, 1, 2, 2);
        LonLat from = town.crossing(2, 0);
        LonLat to = town.crossing(2, 4);
        SegmentSpeeds.Builder speeds =
                SegmentSpeeds.builder(town.city().segments().size(), Instant.EPOCH);
        speeds.close(closed.index());
        guide.useSpeeds(speeds.build()).toCompletableFuture().join();

        ResponsePath around = route(
                        from, to, new CustomModel().addToSpeed(Statement.If("true", Statement.Op.LIMIT, "50")))
                .getBest();

        assertThat(around.getPoints().toLineString(false).covers(closed.geometry()))
                .isFalse();
        assertThat(around.getDistance())
                .isGreaterThan(route(to, from, new CustomModel()).getBest().getDistance() + 300);
    }

    @Test
    void namesTheStatementThatItRefuses() {
        assertRefused(
                new CustomModel().addToPriority(Statement.If("moon_phase == FULL", Statement.Op.MULTIPLY, "0")),
                "moon_phase");
        assertRefused(
                new CustomModel().addToSpeed(Statement.If("System.exit(1) == 0", Statement.Op.LIMIT, "10")),
                "System.exit(1)");
        assertRefused(new CustomModel().addToSpeed(Statement.If("true", Statement.Op.LIMIT, "-10")), "negative");
        assertRefused(new CustomModel().addToTurnPenalty(Statement.If("true", Statement.Op.ADD, "10")), "turn_penalty");
        assertRefused(
                new CustomModel().addToPriority(Statement.If("in_nowhere", Statement.Op.MULTIPLY, "0")), "nowhere");
    }

    @Test
    void refusesWhatCostsTooMuch() {
        GeometricShapeFactory round = new GeometricShapeFactory(GEOMETRIES);
        round.setNumPoints(100_000);
        round.setSize(0.01);
        assertRefused(
                area("round", round.createCircle()).addToPriority(Statement.If("in_round", Statement.Op.MULTIPLY, "0")),
                "corners");
        CustomModel many = new CustomModel();
        for (int i = 0; i < 500; i++) {
            many.addToSpeed(Statement.If("true", Statement.Op.LIMIT, "50"));
        }
        assertRefused(many, "statements");
    }

    private static CustomModel area(String name, Geometry geometry) {
        JsonFeature feature = new JsonFeature();
        feature.setId(name);
        feature.setGeometry(geometry);
        JsonFeatureCollection areas = new JsonFeatureCollection();
        areas.getFeatures().add(feature);
        return new CustomModel().setAreas(areas);
    }

    private static void assertRefused(CustomModel model, String reason) {
        GHResponse response = route(town.crossing(0, 0), town.crossing(3, 3), model);
        assertThat(response.getErrors()).isNotEmpty();
        assertThat(response.getErrors().get(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
        assertThat(best(null).getTime()).isPositive();
    }

    private static ResponsePath best(CustomModel model) {
        GHResponse response = route(town.crossing(0, 0), town.crossing(3, 3), model);
        assertThat(response.getErrors()).isEmpty();
        return response.getBest();
    }

    private static GHResponse route(LonLat from, LonLat to, CustomModel model) {
        return guide.routeAsGraphHopper(new GHRequest(from.lat(), from.lon(), to.lat(), to.lon())
                .setProfile("car")
                .setCustomModel(model));
    }

    private static void use(ToDoubleFunction<Segment> kmh) {
        SegmentSpeeds.Builder speeds =
                SegmentSpeeds.builder(town.city().segments().size(), Instant.EPOCH);
        town.city().segments().forEach(s -> speeds.speed(s.index(), kmh.applyAsDouble(s), Grade.A));
        guide.useSpeeds(speeds.build()).toCompletableFuture().join();
    }
}
