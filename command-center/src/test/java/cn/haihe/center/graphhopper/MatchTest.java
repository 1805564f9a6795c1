package cn.haihe.center.graphhopper;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import cn.haihe.center.routes.RouteGuideHolder;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Traces as GraphHopper's clients post them, and what they read. */
@QuarkusTest
class MatchTest {
    @Inject
    RouteGuideHolder guides;

    @BeforeEach
    void waitForTheGraph() throws Exception {
        guides.whenOpen().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    /** As GraphHopper's JavaScript client sends it. */
    @Test
    void findsTheRoadsOfAGpxTrack() {
        float distance = gpx(
                        "locale=en&vehicle=car&gps_accuracy=20&max_visited_nodes=3000&type=json&instructions=true"
                                + "&points_encoded=true&elevation=true&traversal_keys=true&key=x",
                        track(20))
                .statusCode(200)
                .body("paths", hasSize(1))
                .body("paths[0].instructions[0].text", containsString("3 Weft Road"))
                .body("map_matching.distance", greaterThan(1_000f))
                .body("map_matching.original_distance", greaterThan(1_000f))
                .body("traversal_keys", not(hasSize(0)))
                .extract()
                .path("paths[0].distance");
        assertThat(distance).isBetween(1_000f, 1_400f);
    }

    @Test
    void findsTheRoadsOfAListOfPoints() {
        given().contentType(ContentType.JSON)
                .body("{\"points\":[[117.191,39.12542],[117.1955,39.12538],[117.1995,39.12541]]}")
                .post("/gh/match?points_encoded=false&details=osm_way_id")
                .then()
                .statusCode(200)
                .body("paths[0].points.type", equalTo("LineString"))
                .body("paths[0].weight", lessThan(1_000f))
                .body("paths[0].details.osm_way_id[0][2]", equalTo(1003));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<gpx",
                "<gpx></gpx>",
                "<gpx><trk></trk></gpx>",
                "<gpx><trk><trkseg></trkseg></trk></gpx>",
                "<gpx><trk><trkseg><trkpt lat='39.1254' lon='117.191'/></trkseg></trk></gpx>",
                "<gpx><trk><trkseg><trkpt lat='here' lon='117.191'/><trkpt lat='39' lon='117'/></trkseg></trk></gpx>",
                "<gpx><trk><trkseg><trkpt lat='NaN' lon='117.191'/><trkpt lat='39' lon='117'/></trkseg></trk></gpx>",
                "<gpx><trk><trkseg><trkpt lat='39.1254' lon='117.191'/><trkpt lat='31.2' lon='121.5'/></trkseg></trk></gpx>",
                "<!DOCTYPE gpx [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><gpx><trk><name>&x;</name></trk></gpx>"
            })
    void badTracksAreRefused(String document) {
        gpx("profile=car", document)
                .statusCode(400)
                .body("message", not(containsString("root:")))
                .body("hints[0].details", equalTo("java.lang.IllegalArgumentException"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "profile=submarine",
                "profile=emergency",
                "gps_accuracy=0",
                "gps_accuracy=NaN",
                "type=gpx",
                "max_visited_nodes=0",
                "details=depth",
                "points_encoded_multiplier=0"
            })
    void badParametersAreRefused(String query) {
        gpx(query, track(20)).statusCode(400).body("hints[0].details", containsString("Exception"));
    }

    @Test
    void aTraceThatIsTooLongIsRefusedAndTheNextOneWorks() {
        gpx("profile=car", track(6_000)).statusCode(400).body("message", containsString("too many points"));
        gpx("profile=bus", track(10)).statusCode(200);
    }

    private static String track(int fixes) {
        StringBuilder track = new StringBuilder(
                "<?xml version=\"1.0\"?><gpx version=\"1.1\"><metadata/><trk>" + "<name>t</name><trkseg>");
        for (int i = 0; i < fixes; i++) {
            double lon = 117.191 + i * 0.0135 / fixes;
            double lat = 39.1254054 + (i % 2 == 0 ? 4e-5 : -4e-5);
            track.append("<trkpt lat=\"").append(lat).append("\" lon=\"").append(lon);
            track.append("\"><ele>3</ele><time>2026-11-22T08:00:00Z</time></trkpt>");
        }
        return track.append("</trkseg></trk></gpx>").toString();
    }

    private static ValidatableResponse gpx(String query, String document) {
        return given().config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("application/gpx+xml", ContentType.TEXT)))
                .contentType("application/gpx+xml")
                .body(document)
                .post("/gh/match?" + query)
                .then();
    }
}
