package cn.haihe.center.parking;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

import cn.haihe.center.city.CityHolder;
import cn.haihe.center.source.SourceKind;
import cn.haihe.center.source.TestSources;
import cn.haihe.map.city.CarPark;
import cn.haihe.map.geo.Gcj02;
import cn.haihe.map.geo.LonLat;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ParkingFeedTest {
    @Inject
    CityHolder city;

    private List<CarPark> carParks;

    @BeforeEach
    void loadCity() throws Exception {
        carParks = city.whenLoaded()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS)
                .city()
                .carParks();
    }

    @Test
    void postedSpacesAreFoundAroundAPointAndBadRecordsAreCounted() {
        String first = carParks.get(0).id();
        String second = carParks.get(1).id();
        Instant now = Instant.now();
        String lines = String.join(
                "\n",
                record(first, now, "\"freeSpaces\":12,\"totalSpaces\":300"),
                record(first, now.minusSeconds(10), "\"freeSpaces\":99"),
                record("p0", now, "\"freeSpaces\":1"),
                record(second, now, "\"freeSpaces\":-1"),
                record(second, now, "\"freeSpaces\":1.5"),
                record(second, now, "\"freeSpaces\":9,\"totalSpaces\":8"),
                record(second, now, "\"totalSpaces\":8"));
        given().header("X-Api-Key", TestSources.open(SourceKind.PARKING).apiKey())
                .contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/feeds/v1/parking")
                .then()
                .statusCode(200)
                .body("accepted", equalTo(1))
                .body("reasons.OUT_OF_ORDER", equalTo(1))
                .body("reasons.UNKNOWN_DEVICE", equalTo(1))
                .body("reasons.MALFORMED", equalTo(4));
        CarPark park = carParks.get(0);
        String there = park.position().lon() + "," + park.position().lat();
        given().get("/pocket/v1/parking?near=" + there)
                .then()
                .statusCode(200)
                .body("carParks[0].id", equalTo(first))
                .body("carParks[0].names.zh", equalTo(park.names().zh()))
                .body("carParks[0].freeSpaces", equalTo(12))
                .body("carParks[0].totalSpaces", equalTo(300))
                .body("carParks[0].distanceMetres", equalTo(0))
                .body("carParks[0].ageSeconds", lessThan(120))
                .body("carParks[0].grade", equalTo("B"));
    }

    @Test
    void aCarParkThatNobodyReportsIsShownWithoutInventedSpaces() {
        CarPark park = carParks.get(2);
        given().get("/pocket/v1/parking?near=" + park.position().lon() + ","
                        + park.position().lat() + "&radius=10")
                .then()
                .statusCode(200)
                .body("carParks.size()", equalTo(1))
                .body("carParks[0].freeSpaces", equalTo(null))
                .body("carParks[0].grade", equalTo(null))
                .body("carParks[0].totalSpaces", equalTo(300));
    }

    @Test
    void aMapAppMayAskInGcj02() {
        CarPark park = carParks.get(2);
        LonLat there = Gcj02.fromWgs84(park.position());
        given().get("/pocket/v1/parking?crs=gcj02&radius=10&near=" + there.lon() + "," + there.lat())
                .then()
                .statusCode(200)
                .body("carParks[0].id", equalTo(park.id()))
                .body("carParks[0].position[0].toDouble()", closeTo(there.lon(), 1e-5))
                .body("carParks[0].position[1].toDouble()", closeTo(there.lat(), 1e-5));
    }

    @Test
    void badPlacesAreNamed() {
        for (String bad : List.of(
                "near=", "near=117.2", "near=a,b", "near=200,0", "near=117,39&radius=0", "near=117,39&radius=1e9")) {
            given().get("/pocket/v1/parking?" + bad)
                    .then()
                    .statusCode(400)
                    .body("type", endsWith("malformed-parameter"));
        }
    }

    private static String record(String id, Instant at, String values) {
        return "{\"carParkId\":\"" + id + "\",\"observedAt\":\"" + at + "\"," + values + "}";
    }
}
