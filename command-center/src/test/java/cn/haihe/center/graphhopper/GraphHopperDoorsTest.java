package cn.haihe.center.graphhopper;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import cn.haihe.center.routes.RouteGuideHolder;
import com.graphhopper.jackson.ResponsePathDeserializerHelper;
import com.graphhopper.util.PointList;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What GraphHopper's clients read, byte by byte where they are particular. */
@QuarkusTest
class GraphHopperDoorsTest {
    private static final String FROM = "[117.19,39.1254054]";
    private static final String TO = "[117.2073706,39.1254054]";

    @Inject
    RouteGuideHolder guides;

    @BeforeEach
    void waitForTheGraph() throws Exception {
        guides.whenOpen().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    /** As graphhopper-maps asks at its start. */
    @Test
    void infoIsWhole() {
        given().header("Origin", "https://maps.example")
                .header("Accept", "application/json")
                .get("/gh/info?key=")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", "*")
                .body("version", equalTo("11.0"))
                .body("profiles.name", containsInAnyOrder("car", "bus", "truck", "foot", "bike"))
                .body("bbox", hasSize(4))
                .body("elevation", equalTo(false))
                .body("encoded_values.road_class", hasItems("MOTORWAY", "SECONDARY"))
                .body("encoded_values.car_access", contains("true", "false"))
                .body("encoded_values.max_speed", contains(">number", "<number"))
                .body("import_date", startsWith("20"))
                .body("$", hasKey("data_date"));
    }

    @Test
    void aPageFromElsewhereMayPost() {
        given().header("Origin", "https://maps.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type")
                .options("/gh/route")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", "*")
                .header("Access-Control-Allow-Headers", containsString("Content-Type"));
    }

    @Test
    void findsTheNearestRoad() {
        JsonPath found = when().get("/gh/nearest?point=39.1256,117.1950")
                .then()
                .statusCode(200)
                .body("type", equalTo("Point"))
                .extract()
                .jsonPath(JsonPathConfig.jsonPathConfig().numberReturnType(JsonPathConfig.NumberReturnType.DOUBLE));
        assertThat(found.getDouble("coordinates[0]")).isBetween(117.1949, 117.1951);
        assertThat(found.getDouble("coordinates[1]")).isBetween(39.1253, 39.1255);
        assertThat(found.getDouble("distance")).isBetween(15.0, 30.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"31.2,121.5", "99,500"})
    void nothingIsNear(String point) {
        when().get("/gh/nearest?point=" + point)
                .then()
                .statusCode(400)
                .body("message", startsWith("Point "))
                .body("hints[0].details", equalTo("com.graphhopper.util.exceptions.PointNotFoundException"))
                .body("hints[0].point_index", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?point=", "?point=39.1", "?point=NaN,117.2", "?point=39.1,117.2,5", "?point=a,b"})
    void aPointThatIsNoneIsRefused(String query) {
        when().get("/gh/nearest" + query)
                .then()
                .statusCode(400)
                .body("hints[0].details", equalTo("java.lang.IllegalArgumentException"));
    }

    /** The body that graphhopper-maps sends for each drag of a marker; it reads three numbers out of every point. */
    @Test
    void answersTheWebInterface() {
        String encoded = post("{\"points\":[" + FROM + "," + TO + "],\"profile\":\"car\",\"elevation\":true,"
                        + "\"instructions\":true,\"locale\":\"zh_CN\",\"points_encoded\":true,"
                        + "\"points_encoded_multiplier\":1000000,\"timeout_ms\":10000,"
                        + "\"snap_preventions\":[\"ferry\"],"
                        + "\"details\":[\"road_class\",\"road_environment\",\"max_speed\",\"average_speed\"],"
                        + "\"alternative_route.max_paths\":3,\"algorithm\":\"alternative_route\"}")
                .statusCode(200)
                .body("paths[0].points_encoded", equalTo(true))
                .body("paths[0].points_encoded_multiplier", equalTo(1e6f))
                .body("paths[0].details.road_class[0]", hasSize(3))
                .body("paths[0].details", hasKey("average_speed"))
                .body("paths[0].instructions[0].interval", hasSize(2))
                .extract()
                .path("paths[0].points");

        PointList points = ResponsePathDeserializerHelper.decodePolyline(encoded, 10, true, 1e6);
        assertThat(points.getLat(0)).isBetween(39.1250, 39.1258);
        assertThat(points.getLon(points.size() - 1)).isBetween(117.2070, 117.2077);
        assertThat(points.getEle(0)).isZero();
    }

    /** Its expert mode, with a drawn area. */
    @Test
    void answersACustomModel() {
        String square = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":\"area1\","
                + "\"properties\":{},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[117.197,39.1250],"
                + "[117.200,39.1250],[117.200,39.1258],[117.197,39.1258],[117.197,39.1250]]]}}]}";
        String model = "{\"priority\":[{\"if\":\"in_area1\",\"multiply_by\":\"0\"}],\"areas\":" + square + "}";
        float direct = distance("");
        float around = distance(",\"custom_model\":" + model + ",\"ch.disable\":true,\"timeout_ms\":10000");
        assertThat(around).isGreaterThan(direct + 100);

        post(body(",\"custom_model\":{\"speed\":[{\"if\":\"road_class == MOTORWAYS\",\"limit_to\":\"10\"}]}"))
                .statusCode(400)
                .body("message", containsString("MOTORWAYS"));
        post(body(",\"custom_model\":{\"speed\":[{\"if\":\"true\",\"divide_by\":\"10\"}]}"))
                .statusCode(400)
                .body("hints[0].details", equalTo("java.lang.IllegalArgumentException"));
    }

    @Test
    void honoursHeadingsCurbsidesAndPassThrough() {
        String east = "{\"points\":[[117.1985,39.1254054],[117.2050,39.1253500]],\"profile\":\"car\",";
        assertThat(length(east + "\"headings\":[270]}")).isGreaterThan(length(east + "\"headings\":[90]}") + 50);
        float left = length(east + "\"curbsides\":[\"any\",\"left\"]}");
        float right = length(east + "\"curbsides\":[\"any\",\"right\"]}");
        assertThat(left).isGreaterThan(right + 50);
        String thereAndBack = "{\"points\":[[117.1985,39.1254054],[117.2050,39.1254054],[117.1985,39.1254054]],"
                + "\"profile\":\"car\",";
        assertThat(length(thereAndBack + "\"pass_through\":true}"))
                .isGreaterThan(length(thereAndBack + "\"pass_through\":false}") + 50);
    }

    /** What each error is to GraphHopper's Java client. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "points":[[117.19,39.1254],[121.5,31.2]] | com.graphhopper.util.exceptions.PointOutOfBoundsException
            "points":[[117.19,39.1254]],"algorithm":"alternative_route" | java.lang.IllegalArgumentException
            "points":[] | java.lang.IllegalArgumentException
            "points":null | java.lang.IllegalArgumentException
            "points":[null,null] | java.lang.IllegalArgumentException
            "points":"here" | java.lang.IllegalArgumentException
            "points":[[117.19]] | java.lang.IllegalArgumentException
            "points":[["a","b"],["c","d"]] | java.lang.IllegalArgumentException
            "points":[[NaN,39.1],[117.19,39.1]] | java.lang.IllegalArgumentException
            "points":[[1e999,39.1],[117.19,39.1]] | java.lang.IllegalArgumentException
            "points":[[117.19,39.1254],[117.2,39.1254]],"profile":"submarine" | java.lang.IllegalArgumentException
            "points":[[117.19,39.1254],[117.2,39.1254]],"profile":"emergency" | java.lang.IllegalArgumentException
            "points":[[117.19,39.1254],[117.2,39.1254]],"details":["depth"] | java.lang.IllegalArgumentException
            "points":[[117.19,39.1254],[117.2,39.1254]],"details":[null] | java.lang.IllegalArgumentException
            "points":[[117.19,39.1254],[117.2,39.1254]],"headings":[1,2,3] | java.lang.IllegalArgumentException
            "points":[[117.19,39.1254],[117.2,39.1254]],"headings":["north"] | java.lang.IllegalArgumentException
            "points":[[117.19,39.1254],[117.2,39.1254]],"curbsides":["up","down"] | java.lang.IllegalArgumentException
            "points":[[117.19,39.1254],[117.2,39.1254]],"custom_model":7 | java.lang.IllegalArgumentException
            "points":[[117.19,39.1254],[117.2,39.1254]],"algorithm":{} | java.lang.IllegalArgumentException
            """)
    void errorsAreOfTheClassThatTheClientKnows(String fields, String expected) {
        post("{\"profile\":\"car\"," + fields.strip() + "}")
                .statusCode(400)
                .body("message", not(equalTo("")))
                .body("hints[0].details", equalTo(expected.strip()));
        assertThat(distance("")).isGreaterThan(1000);
    }

    /** As if absent, says GraphHopper of most of them; but then a caller never learns of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "instructions=maybe",
                "calc_points=1",
                "points_encoded=no",
                "pass_through=x",
                "points_encoded_multiplier=abc",
                "max_visited_nodes=abc",
                "timeout_ms=soon",
                "heading_penalty=true",
                "alternative_route.max_paths=two"
            })
    void aHintOfTheWrongKindIsNamed(String hint) {
        String name = hint.substring(0, hint.indexOf('='));
        when().get("/gh/route?point=39.1254054,117.19&point=39.1254054,117.2073706&" + hint)
                .then()
                .statusCode(400)
                .body("message", startsWith(name + " must be "));
        String body = "{\"profile\":\"car\",\"points\":[" + FROM + "," + TO + "],\"" + name + "\":";
        post(body + "\"" + hint.substring(name.length() + 1) + "\"}")
                .statusCode(400)
                .body("message", startsWith(name + " must be "));
        post(body + "null}").statusCode(200);
        when().get("/gh/route?point=39.1254054,117.19&point=39.1254054,117.2073706&" + name + "=")
                .then()
                .statusCode(200);
    }

    @Test
    void aFlagOfAnIsochroneOrATraceIsTrueOrFalse() {
        when().get("/gh/isochrone?point=39.1254054,117.19&time_limit=60&reverse_flow=perhaps")
                .then()
                .statusCode(400)
                .body("message", equalTo("reverse_flow must be true or false: perhaps"));
        given().contentType("application/json")
                .body("{\"points\":[" + FROM + "," + TO + "]}")
                .post("/gh/match?points_encoded=perhaps")
                .then()
                .statusCode(400)
                .body("message", equalTo("points_encoded must be true or false: perhaps"));
    }

    @Test
    void hugeBodiesAreRefused() throws IOException {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            points.append(i == 0 ? "" : ",").append(FROM);
        }
        post("{\"points\":[" + points + "]}").statusCode(400).body("message", startsWith("too many points"));
        post(" ".repeat(300_000)).statusCode(400).body("message", startsWith("the body is larger"));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[50_000_000]);
        }
        given().contentType("application/json")
                .header("Content-Encoding", "gzip")
                .body(packed.toByteArray())
                .post("/gh/route")
                .then()
                .statusCode(400)
                .body("message", startsWith("the body is larger"));
        given().contentType("application/json")
                .header("Content-Encoding", "gzip")
                .body("not packed at all")
                .post("/gh/route")
                .then()
                .statusCode(400);
        post("{\"custom_model\":" + "[".repeat(2_000)).statusCode(400);
        post("").statusCode(400);
        post("null").statusCode(400);
        assertThat(distance("")).isGreaterThan(1000);
    }

    @Test
    void elevationByGetIsRefusedAsGraphHopperDoes() {
        when().get("/gh/route?point=39.1254,117.19&point=39.1254,117.2&elevation=true")
                .then()
                .statusCode(400)
                .body("message", equalTo("Elevation not supported!"));
    }

    private static float distance(String more) {
        return length(body(more));
    }

    private static float length(String body) {
        return post(body).statusCode(200).extract().path("paths[0].distance");
    }

    private static String body(String more) {
        return "{\"points\":[" + FROM + "," + TO + "],\"profile\":\"car\"" + more + "}";
    }

    private static ValidatableResponse post(String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/gh/route")
                .then();
    }
}
