package cn.haihe.center.graphhopper;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import cn.haihe.center.routes.RouteGuideHolder;
import com.graphhopper.GHRequest;
import com.graphhopper.ResponsePath;
import com.graphhopper.api.GHMRequest;
import com.graphhopper.api.GHMatrixAbstractRequester;
import com.graphhopper.api.GHMatrixBatchRequester;
import com.graphhopper.api.GHMatrixSyncRequester;
import com.graphhopper.api.GraphHopperWeb;
import com.graphhopper.api.MatrixResponse;
import com.graphhopper.util.exceptions.PointNotFoundException;
import com.graphhopper.util.shapes.GHPoint;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/** GraphHopper's own matrix clients, at once and by job, and isochrones as its server gives them. */
@QuarkusTest
class MatrixAndIsochroneTest {
    private static final GHPoint WEST = new GHPoint(39.1254054, 117.19);
    private static final GHPoint SOUTH = new GHPoint(39.12, 117.2038965);
    private static final GHPoint EAST = new GHPoint(39.1254, 117.2061);
    private static final GHPoint SHANGHAI = new GHPoint(31.2, 121.5);

    @TestHTTPResource("/gh/matrix")
    URL door;

    @TestHTTPResource("/gh/route")
    URL routes;

    @Inject
    RouteGuideHolder guides;

    @BeforeEach
    void waitForTheGraph() throws Exception {
        guides.whenOpen().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theJavaClientReadsAMatrixThatAgreesWithRoutes(boolean batch) {
        GHMRequest request = request()
                .setFromPoints(List.of(WEST, SOUTH))
                .setToPoints(List.of(EAST, SOUTH, WEST))
                .setOutArrays(List.of("times", "distances", "weights"));

        MatrixResponse matrix = client(batch).route(request);

        assertThat(matrix.getErrors()).isEmpty();
        GraphHopperWeb web = new GraphHopperWeb(routes.toString());
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 3; column++) {
                ResponsePath path = web.route(new GHRequest(
                                        request.getFromPoints().get(row),
                                        request.getToPoints().get(column))
                                .setProfile("car"))
                        .getBest();
                assertThat(matrix.getTime(row, column)).isCloseTo(path.getTime(), within(1_000L));
                assertThat(matrix.getDistance(row, column)).isCloseTo(path.getDistance(), within(2.0));
                assertThat(matrix.getWeight(row, column)).isCloseTo(path.getRouteWeight(), within(0.1));
            }
        }
        assertThat(matrix.getTime(1, 1)).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theJavaClientReadsASquareMatrixLargeEnoughToBePacked(boolean batch) {
        List<GHPoint> points = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            points.add(new GHPoint(39.1254, 117.1905 + i * 2e-4));
        }

        MatrixResponse matrix = client(batch).route(request().setPoints(points).setOutArrays(List.of("times")));

        assertThat(matrix.getErrors()).isEmpty();
        assertThat(matrix.getTime(7, 7)).isZero();
        assertThat(matrix.getTime(0, 59)).isGreaterThan(60_000);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theJavaClientReadsWhatIsMissing(boolean batch) {
        GHMRequest request = request()
                .setFromPoints(List.of(WEST, SHANGHAI))
                .setToPoints(List.of(EAST))
                .setOutArrays(List.of("times", "distances"));

        request.setFailFast(true);
        MatrixResponse failed = client(batch).route(request);
        assertThat(failed.getErrors().get(0)).isInstanceOf(PointNotFoundException.class);

        request.setFailFast(false);
        MatrixResponse partial = client(batch).route(request);
        assertThat(partial.getErrors()).isEmpty();
        assertThat(partial.getInvalidFromPoints()).containsExactly(1);
        assertThat(partial.getTime(0, 0)).isGreaterThan(30_000);
        assertThat(partial.getTime(1, 0)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void answersByQueryParametersToo() {
        when().get("/gh/matrix?point=39.1254,117.19&point=39.1254,117.2061&out_array=times&out_array=distances")
                .then()
                .statusCode(200)
                .body("times", hasSize(2))
                .body("times[0][0]", equalTo(0))
                .body("distances[0]", hasSize(2))
                .body("weights", nullValue())
                .body("info.copyrights", hasSize(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "7",
                "{\"points\":7}",
                "{\"points\":[7]}",
                "{\"points\":[[\"a\",1]]}",
                "{\"points\":[[117.19,99]]}",
                "{\"points\":[[117.19,39.1]],\"from_points\":[[117.19,39.1]]}",
                "{\"from_points\":[[117.19,39.1]]}",
                "{\"points\":[[117.19,39.1]],\"out_arrays\":[\"costs\"]}",
                "{\"points\":[[117.19,39.1]],\"out_arrays\":\"times\"}",
                "{\"points\":[[117.19,39.1]],\"fail_fast\":\"perhaps\"}",
                "{\"points\":[[117.19,39.1]],\"profile\":\"submarine\"}",
                "{\"points\":[[117.19,39.1]],\"curbsides\":[\"right\"]}",
                "{\"points\":[[117.19,39.1"
            })
    void badMatricesAreRefused(String body) {
        for (String path : List.of("/gh/matrix", "/gh/matrix/calculate")) {
            post(path, body).statusCode(400).body("hints[0].details", equalTo("java.lang.IllegalArgumentException"));
        }
    }

    @Test
    void aMatrixThatIsTooLargeIsRefused() {
        StringBuilder points = new StringBuilder("[117.19,39.1254]");
        points.append(",[117.19,39.1254]".repeat(1_500));
        post("/gh/matrix", "{\"points\":[" + points + "]}")
                .statusCode(400)
                .body("message", containsString("too many points"));
        when().get("/gh/matrix/solution/of-nobody").then().statusCode(404);
    }

    @Test
    void drawsWhatCanBeReached() {
        JsonPath found = when().get("/gh/isochrone?point=39.1254,117.1985&time_limit=60&buckets=2&profile=car")
                .then()
                .statusCode(200)
                .body("polygons", hasSize(2))
                .body("polygons.type", everyItem(equalTo("Feature")))
                .body("polygons.properties.bucket", contains(0, 1))
                .body("polygons.geometry.type", everyItem(equalTo("Polygon")))
                .extract()
                .jsonPath();
        Polygon near = polygon(found.getList("polygons[0].geometry.coordinates[0]"));
        Polygon far = polygon(found.getList("polygons[1].geometry.coordinates[0]"));
        assertThat(far.getArea()).isGreaterThan(1.3 * near.getArea());
        assertThat(far.contains(near.getFactory().createPoint(new Coordinate(117.1985, 39.1254))))
                .isTrue();
    }

    @Test
    void drawsByDistanceTowardsThePointAndAsGeoJson() {
        when().get("/gh/isochrone?point=39.1254,117.1985&distance_limit=500&reverse_flow=true&type=geojson"
                        + "&full_geometry=true&tolerance=5")
                .then()
                .statusCode(200)
                .body("type", equalTo("FeatureCollection"))
                .body("features[0].geometry.type", containsString("Polygon"))
                .body("features[0].properties.copyrights", hasSize(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "profile=car",
                "point=NaN,1",
                "point=39.1254",
                "point=31.2,121.5",
                "point=39.1254,117.1985&time_limit=soon",
                "point=39.1254,117.1985&time_limit=0",
                "point=39.1254,117.1985&buckets=21",
                "point=39.1254,117.1985&buckets=1.5",
                "point=39.1254,117.1985&type=gif",
                "point=39.1254,117.1985&tolerance=-1",
                "point=39.1254,117.1985&profile=submarine"
            })
    void badIsochronesAreRefused(String query) {
        when().get("/gh/isochrone?" + query)
                .then()
                .statusCode(400)
                .body("hints", hasSize(1))
                .body("hints[0].details", containsString("Exception"));
    }

    private static Polygon polygon(List<List<Number>> corners) {
        return new GeometryFactory()
                .createPolygon(corners.stream()
                        .map(corner -> new Coordinate(
                                corner.get(0).doubleValue(), corner.get(1).doubleValue()))
                        .toArray(Coordinate[]::new));
    }

    private static ValidatableResponse post(String path, String body) {
        return given().contentType("application/json").body(body).post(path).then();
    }

    private static GHMRequest request() {
        return new GHMRequest().setProfile("car");
    }

    private GHMatrixAbstractRequester client(boolean batch) {
        return batch
                ? new GHMatrixBatchRequester(door.toString()).setSleepAfterGET(50)
                : new GHMatrixSyncRequester(door.toString());
    }
}
