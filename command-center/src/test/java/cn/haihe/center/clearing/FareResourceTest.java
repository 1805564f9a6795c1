package cn.haihe.center.clearing;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FareResourceTest {
    private static final TestInstitution HEBEI = new TestInstitution("HEBEI");

    /** Rides 3 and 4 of the rider through three cities. */
    @Test
    void aRideIsPricedLineByLineAfterThoseBeforeIt() {
        String metro = ride(1121, "METRO", "\"stations\":8,", "2026-11-23T09:50:00+08:00");
        price(metro, ride(1460, "BUS", "", "2026-11-23T11:30:00+08:00"))
                .statusCode(200)
                .body("priceFen", equalTo(400))
                .body("rides.priceFen", contains(300, 100))
                .body("rides[1].fullFen", equalTo(200))
                .body("rides[1].lines.rule", contains("tariff", "lf-from-neighbour"))
                .body("rides[1].lines.fen", contains(200, -100));
        price(metro, ride(1460, "BUS", "", "2026-11-23T09:30:00+08:00"))
                .statusCode(422)
                .body("type", equalTo("https://haihe.cn/problems/no-fare"))
                .body("ride", equalTo(1));
        price(ride(9999, "BUS", "", "2026-11-23T09:30:00+08:00")).statusCode(422);
        price(ride(1121, "BOAT", "", "2026-11-23T09:30:00+08:00")).statusCode(400);
        price().statusCode(400);
    }

    private static String ride(int city, String mode, String more, String boardedAt) {
        return "{\"city\":%d,\"mode\":\"%s\",%s\"boardedAt\":\"%s\"}".formatted(city, mode, more, boardedAt);
    }

    private static ValidatableResponse price(String... rides) {
        return HEBEI.asks()
                .contentType(ContentType.JSON)
                .body("{\"rider\":{\"kind\":\"ADULT\",\"issuerCity\":1000},\"rides\":[%s]}"
                        .formatted(String.join(",", rides)))
                .post("/clearing/v1/fares/prices")
                .then();
    }
}
