package cn.haihe.center.open;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import cn.haihe.center.city.CityHolder;
import cn.haihe.map.city.City;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What app makers and the simulated city read of the city. */
@QuarkusTest
class OpenDataTest {
    @Inject
    CityHolder cities;

    private City city;

    @BeforeEach
    void cityIsThere() throws Exception {
        city = cities.whenLoaded()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS)
                .city();
    }

    @Test
    void saysWhichCityThisIsAndWhetherItIsPartlyMadeUp() {
        when().get("/open/v1/city")
                .then()
                .statusCode(200)
                .body("partlySynthetic", equalTo(city.origin().partlySynthetic()))
                .body("credit", equalTo(city.origin().credit()))
                .body("names.zh", notNullValue())
                .body("bounds", hasSize(4))
                .body("counts.segments", equalTo(city.segments().size()));
    }

    @Test
    void everyCollectionHoldsAsManyFeaturesAsTheCityCounts() {
        Map<String, Integer> counts = when().get("/open/v1/city").path("counts");
        Map<String, String> files = Map.of(
                "segments", "segments",
                "junctions", "junctions",
                "carParks", "car-parks",
                "guidanceSigns", "guidance-signs",
                "busStops", "bus-stops",
                "busRoutes", "bus-routes");
        files.forEach((count, file) -> {
            Response answer = when().get("/open/v1/" + file + ".geojson");
            assertThat(answer.statusCode()).as(file).isEqualTo(200);
            assertThat(answer.contentType()).startsWith(GeoJsonResource.GEO_JSON);
            List<Object> features = JsonPath.from(answer.asString()).getList("features");
            assertThat(features).as(file).hasSize(counts.get(count));
        });
    }

    @Test
    void aJunctionShowsItsApproachesAndMovements() {
        JsonPath junctions =
                JsonPath.from(when().get("/open/v1/junctions.geojson").asString());
        assertThat(junctions.getList("features[0].properties.approaches")).hasSizeGreaterThan(1);
        assertThat(junctions.getString("features[0].properties.movements[0].turn"))
                .isNotEmpty();
        assertThat(junctions.getString("features[0].id")).startsWith("j");
        assertThat(junctions.<String, Object>getMap("features[0].properties.names"))
                .containsOnlyKeys("zh", "en");
    }

    @Test
    void aTileIsDrawnHereAndMayBeKept() {
        List<Float> bounds = when().get("/open/v1/city").path("bounds");
        int zoom = 15;
        int x = (int) ((((bounds.get(0) + bounds.get(2)) / 2) + 180) / 360 * (1 << zoom));
        double lat = Math.toRadians((bounds.get(1) + bounds.get(3)) / 2);
        int y = (int) ((1 - Math.log(Math.tan(lat) + 1 / Math.cos(lat)) / Math.PI) / 2 * (1 << zoom));
        String url = "/open/v1/tiles/" + zoom + "/" + x + "/" + y + ".mvt";

        Response tile = when().get(url);
        assertThat(tile.contentType()).isEqualTo(TileResource.VECTOR_TILE);
        assertThat(tile.asByteArray().length).isGreaterThan(100);
        given().header("If-None-Match", tile.header("ETag")).get(url).then().statusCode(304);
    }

    @Test
    void aTileThatCannotBeIsAProblem() {
        when().get("/open/v1/tiles/3/8/0.mvt")
                .then()
                .statusCode(404)
                .body("type", equalTo("https://haihe.cn/problems/unknown-tile"));
    }
}
