package cn.haihe.center.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * Every door of clearing, asked by HEBEI for what is between TIANJIN and BEIJING alone. The owner asks the same, so that no row
 * passes because there is nothing to see.
 */
@QuarkusTest
class OthersThingsTest {
    private static final TestInstitution OWNER = new TestInstitution("TIANJIN");
    private static final TestInstitution OTHER = new TestInstitution("HEBEI");
    private static final LocalDate TODAY = LocalDate.now(TestInstitution.CHINA);
    /** Of another year, so that nothing else of these tests is about it. */
    private static final String OLD_DAY = "2019-03-04";

    private static final String C = "/clearing/v1/";
    private static final String SECRET = "secret-of-tianjin";
    private static final String BEIJINGS_CARD = "3105170000000081000";

    @Inject
    Pool pool;

    private long dispute;
    private long attachment;

    /**
     * @param owner what TIANJIN gets; 0 where it would change something
     * @param other what HEBEI gets
     */
    private record Door(String method, String path, String body, int owner, int other) {}

    private final List<Door> doors = new ArrayList<>();
    private final SoftAssertions all = new SoftAssertions();

    @Test
    void noDoorTellsOrChangesWhatIsNotOnesOwn() throws Exception {
        thingsOfTianjin();
        asked();
        for (Door door : doors) {
            ask(door);
        }
        lists();
        rules();
        all.assertAll();
    }

    private void thingsOfTianjin() throws Exception {
        Response sent = OWNER.asks()
                .contentType("application/octet-stream")
                .body(OWNER.batch(SECRET, 81_000, 1, 200))
                .put(C + "files/TIANJIN/" + SECRET);
        assertThat(sent.statusCode()).isEqualTo(202);
        Instant until = Instant.now().plus(Duration.ofSeconds(60));
        while (!"POSTED".equals(OWNER.asks().get(C + "files/TIANJIN/" + SECRET).path("state"))
                && Instant.now().isBefore(until)) {
            Thread.sleep(50);
        }
        dispute = number("INSERT INTO card_dispute (opener, other, business_day, claim_fen, reason, text) VALUES"
                + " ('TIANJIN', 'BEIJING', '" + OLD_DAY + "', 5, 'OTHER', '" + SECRET + "') RETURNING id");
        run("INSERT INTO card_dispute_step VALUES (" + dispute + ", 1, 'OPENED', now(), 'x', 'TIANJIN', '2099-01-01', '"
                + SECRET + "')");
        attachment = number(
                "INSERT INTO card_dispute_attachment (dispute_id, institution, name, media_type, content, sm3, at) VALUES ("
                        + dispute + ", 'TIANJIN', '" + SECRET + "', 'text/plain', 'x', 'x', now()) RETURNING id");
        long exception = number(
                "INSERT INTO card_discrepancy (business_day, kind, subject, institution, counterparty) VALUES" + " ('"
                        + OLD_DAY + "', 'POSTED_OTHERWISE', '" + SECRET + "', 'TIANJIN', 'BEIJING') RETURNING id");
        run("INSERT INTO card_discrepancy_step VALUES (" + exception + ", 1, 'OPEN', now(), 'system', 'CENTRE',"
                + " '2099-01-01', 1, 2, '" + SECRET + "', '" + SECRET + "', NULL, '')");
        run("INSERT INTO card_instruction VALUES ('" + OLD_DAY + "', 'TIANJIN', 424243) ON CONFLICT DO NOTHING");
        run("INSERT INTO card_window_step VALUES ('" + OLD_DAY + "', 1, 'SETTLED', now(), 'clearing', '" + SECRET
                + "') ON CONFLICT DO NOTHING");
    }

    private void asked() {
        String file = "files/TIANJIN/" + SECRET;
        add("GET", file, null, 200, 403);
        add("HEAD", file, null, 204, 403);
        add("PUT", file, "x", 0, 403);
        add("PATCH", file, "x", 0, 403);
        add("GET", file + "/answer", null, 200, 403);
        add("GET", file + "/exceptions", null, 200, 403);
        add("GET", "records/" + BEIJINGS_CARD + "/7", null, 200, 404);
        add("GET", "records/" + BEIJINGS_CARD + "/7?businessDay=" + OLD_DAY, null, 200, 404);
        add("GET", "balances/TIANJIN", null, 200, 403);
        for (String what : List.of(
                "",
                "/csv",
                "/files?role=ACQUIRED",
                "/records?role=ACQUIRED",
                "/journeys",
                "/exceptions?reason=WRONG_TAC")) {
            add("GET", "reports/TIANJIN/" + TODAY + what, null, 200, 403);
        }
        add("GET", "reports/TIANJIN/" + TODAY + "/pdf", null, 0, 403);
        add("GET", "disputes/" + dispute, null, 200, 404);
        add("GET", "disputes/" + dispute + "/attachments/" + attachment, null, 200, 404);
        add("POST", "disputes/" + dispute + "/answer", "{\"concedes\":true,\"text\":\"x\"}", 409, 404);
        add("POST", "disputes/" + dispute + "/withdraw", "{\"text\":\"x\"}", 0, 404);
        add("POST", "disputes/" + dispute + "/attachments?name=x", "{}", 0, 404);
        add("POST", "disputes/" + dispute + "/decision", "{\"upheld\":false,\"text\":\"x\"}", 403, 403);
        add("GET", "exceptions/1", null, 403, 403);
        add("POST", "exceptions/1/assign", "{\"owner\":\"x\",\"reason\":\"x\"}", 403, 403);
        add("POST", "exceptions/1/resolve", "{\"outcome\":\"EXPLAINED\",\"reason\":\"x\"}", 403, 403);
        add("POST", "exceptions/1/adjustment", "{\"remedy\":\"TAKE_BANK_MOVE\",\"reason\":\"x\"}", 403, 403);
        add("DELETE", "exceptions/1/adjustment", null, 403, 403);
        add("GET", "reconciliations", null, 403, 403);
        add("POST", "reconciliations", "{\"businessDay\":\"" + OLD_DAY + "\"}", 403, 403);
        add("GET", "windows/" + OLD_DAY + "/instructions", null, 403, 403);
        for (String step : List.of("close", "seal", "net", "instruct", "confirmations")) {
            add("POST", "windows/" + OLD_DAY + "/" + step, "{}", 403, 403);
        }
        add("PUT", "blacklist/batches/TIANJIN/" + SECRET, "{\"changes\":[]}", 0, 403);
        add("PUT", "blacklist/acknowledgements/TIANJIN", "{\"version\":1}", 0, 403);
        add("PUT", "city-lists/batches/CENTRE/" + SECRET, "{\"changes\":[]}", 403, 403);
        add("PUT", "city-lists/acknowledgements/TIANJIN", "{\"version\":1}", 0, 403);
        for (String rule : List.of(
                "net-debit-cap/TIANJIN", "contract/BEIJING-TIANJIN", "tac-key/TIANJIN-1", "signing-key/TIANJIN-1")) {
            add("GET", "rules/" + rule + "/history", null, rule.startsWith("net") ? 0 : 200, 404);
        }
        add("GET", "rules/proposals", null, 403, 403);
        add("GET", "rules/proposals/1", null, 403, 403);
        add("POST", "rules/proposals", "{}", 403, 403);
        for (String centre : List.of("audit", "approvals", "accounts", "feeds", "incidents")) {
            doors.add(new Door("GET", "/api/v1/" + centre, null, 403, 403));
        }
    }

    /** What everybody may ask for tells each of its own. */
    private void lists() {
        for (String list : List.of(
                "files?limit=1000",
                "disputes?state=ALL&limit=1000",
                "disputes?state=ALL&businessDay=" + OLD_DAY,
                "exceptions?state=ALL&limit=1000",
                "exceptions?state=ALL&institution=TIANJIN&businessDay=" + OLD_DAY,
                "windows/" + OLD_DAY)) {
            String marked = list.startsWith("windows") ? "424243" : SECRET;
            assertTold(list, marked);
        }
        all.assertThat(OWNER.asks().get(C + "windows/" + OLD_DAY).asString())
                .as("what staff wrote")
                .doesNotContain(SECRET);
        assertOwnOnly("positions?businessDay=" + TODAY, "positions.institution");
        assertOwnOnly("blacklist/acknowledgements", "institutions.institution");
        assertOwnOnly("city-lists/acknowledgements", "institutions.institution");
        List<String> parties = new ArrayList<>();
        Response between = OTHER.asks().get(C + "positions?businessDay=" + TODAY);
        between.jsonPath().<Map<String, Object>>getList("between").forEach(one -> {
            if (!"HEBEI".equals(one.get("debtor")) && !"HEBEI".equals(one.get("creditor"))) {
                parties.add(one.toString());
            }
        });
        all.assertThat(parties).as("positions of others with each other").isEmpty();
        all.assertThat(OTHER.asks()
                        .get(C + "dispute-files?businessDay=" + OLD_DAY)
                        .asString())
                .as("dispute-files")
                .doesNotContain(SECRET);
        // The issuer sees its card's record, and not in which file the acquirer keeps it.
        Response beijings = new TestInstitution("BEIJING").asks().get(C + "records/" + BEIJINGS_CARD + "/7");
        all.assertThat(beijings.statusCode()).as("its own card").isEqualTo(200);
        all.assertThat(beijings.asString()).as("the acquirer's file").doesNotContain(SECRET);
    }

    private void assertTold(String list, String marked) {
        all.assertThat(OWNER.asks().get(C + list).asString()).as("own " + list).contains(marked);
        Response others = OTHER.asks().get(C + list);
        all.assertThat(others.statusCode()).as(list).isEqualTo(200);
        all.assertThat(others.asString()).as(list).doesNotContain(marked);
    }

    private void assertOwnOnly(String list, String institutions) {
        all.assertThat(OTHER.asks().get(C + list).jsonPath().getList(institutions, String.class))
                .as(list)
                .containsOnly("HEBEI");
    }

    /** An agreement of all, from 2097 on of two only: the third sees that it ended for it, and nothing of theirs. */
    private void rules() {
        for (String[] version : new String[][] {
            {"2096-01-01", "\"BEIJING\",\"HEBEI\",\"TIANJIN\""}, {"2097-01-01", "\"BEIJING\",\"TIANJIN\""}
        }) {
            run(
                    "INSERT INTO card_rule (kind, subject, valid_from, content, origin, approval, proposed_by, approved_by, reason,"
                            + " recorded_at) VALUES ('JOURNEY_AGREEMENT', 'JOURNEYS', '" + version[0]
                            + "', '{\"parties\":["
                            + version[1]
                            + "],\"basis\":\"GIVER\",\"remainderTo\":\"FIRST_RIDE\",\"withinMinutes\":61}', 'TWO_PERSONS', 1, 'ann',"
                            + " 'bob', 'x', now())");
        }
        String history = C + "rules/journey-agreement/JOURNEYS/history";
        String last = "versions.findAll { it.rule.validFrom == '2097-01-01' }.rule.content";
        all.assertThat(OWNER.asks().get(history).jsonPath().getString(last)).contains("GIVER");
        Response others = OTHER.asks().get(history);
        all.assertThat(others.jsonPath().getString(last))
                .as("that it ended, no more")
                .isEqualTo("[null]");
        all.assertThat(others.jsonPath()
                        .getString("versions.findAll { it.rule.validFrom == '2096-01-01' }.rule.content"))
                .contains("GIVER");
        all.assertThat(OTHER.asks()
                        .get(C + "rules/journey-agreement?asOf=2097-06-01")
                        .asString())
                .doesNotContain("GIVER");
        all.assertThat(OWNER.asks()
                        .get(C + "rules/journey-agreement?asOf=2097-06-01")
                        .asString())
                .contains("GIVER");
        for (String kind : List.of("net-debit-cap", "contract", "tac-key", "signing-key")) {
            for (String subject :
                    OTHER.asks().get(C + "rules/" + kind).jsonPath().getList("rules.subject", String.class)) {
                all.assertThat(subject).as(kind).contains("HEBEI");
            }
        }
        all.assertThat(OTHER.asks()
                        .get(C + "rules/institution")
                        .jsonPath()
                        .getList("rules.findAll { it.subject != 'HEBEI' }.content.account", String.class))
                .containsOnly("-");
    }

    private void add(String method, String path, String body, int owner, int other) {
        doors.add(new Door(method, C + path, body, owner, other));
    }

    private void ask(Door door) {
        Response others = send(OTHER, door);
        all.assertThat(others.statusCode())
                .as(door.method() + " " + door.path() + ": " + others.asString())
                .isEqualTo(door.other());
        if (door.owner() != 0) {
            all.assertThat(send(OWNER, door).statusCode())
                    .as("the owner itself: " + door.method() + " " + door.path())
                    .isEqualTo(door.owner());
        }
    }

    private static Response send(TestInstitution by, Door door) {
        RequestSpecification request = by.asks();
        if (door.body() != null) {
            request.contentType(door.body().startsWith("{") ? ContentType.JSON : ContentType.BINARY)
                    .header("Upload-Offset", 0)
                    .header("Upload-Complete", "?0")
                    .body(door.body().getBytes(StandardCharsets.UTF_8));
        }
        return request.request(door.method(), door.path());
    }

    private void run(String sql) {
        pool.query(sql).executeAndAwait();
    }

    private long number(String sql) {
        return pool.query(sql).executeAndAwait().iterator().next().getLong(0);
    }
}
