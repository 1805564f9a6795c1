package cn.haihe.center.rules;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.TestAccounts;
import cn.haihe.routing.rule.PlateTable;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PlateRulesTest {
    private static final String DOOR = "/api/v1/rules/plates";
    private static final String SQUARE =
            "{\"type\":\"Polygon\",\"coordinates\":[[[117.1,39.0],[117.3,39.0],[117.3,39.2],[117.1,39.2],[117.1,39.0]]]}";

    @Inject
    PlateRuleBook book;

    @Inject
    ObjectMapper mapper;

    @Inject
    Pool pool;

    @AfterEach
    void shippedTable() throws Exception {
        if (book.current().number() > 0) {
            put(Roles.OPERATOR, edition(), shipped()).statusCode(200);
        }
    }

    @Test
    void everyTableThatWasInForceIsKeptAndTheNewestCounts() throws Exception {
        List<PlateTable> told = new ArrayList<>();
        book.addListener(rules -> told.add(rules.table()));
        ObjectNode table = shipped();
        ((ObjectNode) table.get("area")).set("geometry", mapper.readTree(SQUARE));
        table.put("letterDigit", 4);
        long before = edition();

        put(Roles.OPERATOR, before, table)
                .statusCode(200)
                .body("edition", equalTo((int) before + 1))
                .body("changedBy", notNullValue())
                .body("reason", equalTo("a test"))
                .body("table.letterDigit", equalTo(4))
                .body("table.area.geometry.type", equalTo("MultiPolygon"));

        assertThat(book.current().table().area().polygons()).hasSize(1);
        assertThat(book.rules().table().letterDigit()).isEqualTo(4);
        assertThat(told).hasSize(2).last().isEqualTo(book.current().table());
        String kept = pool.preparedQuery("SELECT rules FROM plate_rules ORDER BY edition DESC LIMIT 1")
                .executeAndAwait()
                .iterator()
                .next()
                .getString("rules");
        assertThat(mapper.readValue(kept, PlateTableBody.class).toTable())
                .isEqualTo(book.current().table());
    }

    @Test
    void whoSawAnOlderTableMayNotOverwriteTheNewer() throws Exception {
        long seen = edition();
        put(Roles.OPERATOR, seen, shipped()).statusCode(200);

        put(Roles.COMMANDER, seen, shipped()).statusCode(409).body("type", endsWith("plate-rules-changed"));
        put(Roles.COMMANDER, seen + 7, shipped()).statusCode(409);
    }

    @Test
    void whatMakesNoSenseIsNamed() throws Exception {
        refused(table -> table.put("letterDigit", 11), "0 to 9");
        refused(table -> table.remove("rotation"), "rotation is missing");
        refused(table -> ((ObjectNode) table.get("rotation")).put("periodDays", 0), "1 day or more");
        refused(
                table -> ((ObjectNode) table.get("bans").get(0))
                        .putArray("hours")
                        .add("19:00-07:00"),
                "begin before");
        refused(
                table -> ((ObjectNode) table.get("bans").get(0))
                        .putArray("kinds")
                        .add("FOOT"),
                "motor");
        refused(table -> ((ObjectNode) table.get("area")).putObject("geometry").put("type", "Point"), "Polygon");
        refused(
                table -> ((ObjectNode) table.get("area"))
                        .putObject("geometry")
                        .put("type", "Polygon")
                        .putArray("coordinates")
                        .addArray()
                        .addArray()
                        .add("NaN")
                        .add(39),
                "[lon,lat]");
        put(Roles.OPERATOR, edition(), null).statusCode(422);
        given().auth()
                .oauth2(TestAccounts.token(Roles.OPERATOR))
                .contentType(ContentType.JSON)
                .body("{\"edition\":")
                .put(DOOR)
                .then()
                .statusCode(400);
    }

    @Test
    void onlyThoseWhoAnswerForTheStreetMayChangeIt() throws Exception {
        put(Roles.VIEWER, edition(), shipped()).statusCode(403);
        put(Roles.CLEARING, edition(), shipped()).statusCode(403);
        given().get(DOOR).then().statusCode(401);
        given().auth()
                .oauth2(TestAccounts.token(Roles.VIEWER))
                .get(DOOR)
                .then()
                .statusCode(200)
                .body("table.rotation.periodDays", equalTo(91));
    }

    @Test
    void travellersSeeWhatHoldsToday() throws Exception {
        given().get("/pocket/v1/rules/plates/today")
                .then()
                .statusCode(200)
                .body("date", notNullValue())
                .body("restingDigits", notNullValue())
                .body("areaKnown", equalTo(false))
                .body("area", nullValue());
        ObjectNode table = shipped();
        ((ObjectNode) table.get("area")).set("geometry", mapper.readTree(SQUARE));
        put(Roles.OPERATOR, edition(), table).statusCode(200);

        given().get("/pocket/v1/rules/plates/today")
                .then()
                .body("areaKnown", equalTo(true))
                .body("area.coordinates[0][0][0][0]", equalTo(117.1f));
        Float shifted = given().get("/pocket/v1/rules/plates/today?crs=gcj02")
                .then()
                .extract()
                .path("area.coordinates[0][0][0][0]");
        assertThat(shifted).isNotEqualTo(117.1f);
    }

    private void refused(java.util.function.Consumer<ObjectNode> spoil, String why) {
        ObjectNode table = shipped();
        spoil.accept(table);
        put(Roles.OPERATOR, edition(), table)
                .statusCode(422)
                .body("type", endsWith("unfit-plate-rules"))
                .body("detail", containsString(why));
    }

    private ValidatableResponse put(String role, long edition, ObjectNode table) {
        ObjectNode body = mapper.createObjectNode().put("edition", edition).put("reason", "a test");
        body.set("table", table);
        return given().auth()
                .oauth2(TestAccounts.token(role))
                .contentType(ContentType.JSON)
                .body(body.toString())
                .put(DOOR)
                .then();
    }

    private long edition() {
        return book.current().number();
    }

    private ObjectNode shipped() {
        return mapper.valueToTree(PlateTableBody.of(PlateTable.tianjin(), mapper));
    }
}
