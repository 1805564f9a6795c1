package cn.haihe.center.approval;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.TestAccounts;
import cn.haihe.center.signals.StreetOfItsOwn;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(StreetOfItsOwn.class)
class ApprovalsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Acts of this test: it remembers what became of each, and fails as often as it is told to. */
    @Singleton
    static class Demolition implements ApprovalKind {
        final Map<String, ApprovalState> became = new ConcurrentHashMap<>();
        final AtomicInteger failures = new AtomicInteger();

        @Override
        public String name() {
            return "test-demolition";
        }

        @Override
        public Set<String> approverRoles() {
            return Set.of(Roles.ENGINEER, Roles.COMMANDER);
        }

        @Override
        public Uni<Void> decided(Approval approval) {
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                return Uni.createFrom().failure(new IllegalStateException("not now"));
            }
            became.put(approval.subject(), approval.state());
            return Uni.createFrom().voidItem();
        }
    }

    @Inject
    Approvals approvals;

    @Inject
    Demolition acts;

    private final String subject = UUID.randomUUID().toString();

    @Test
    void anotherPersonApprovesAndTheRoomIsTold() {
        long id = ask(Duration.ofHours(1));
        list(Roles.COMMANDER).body("approvals.subject", hasItem(subject));
        list(Roles.OPERATOR).body("approvals.subject", not(hasItem(subject)));

        post(Roles.COMMANDER, id, "approve")
                .statusCode(200)
                .body("state", equalTo("APPROVED"))
                .body("decidedBy", equalTo("commander"))
                .body("note", equalTo("seen"));

        assertThat(acts.became).containsEntry(subject, ApprovalState.APPROVED);
        post(Roles.COMMANDER, id, "refuse").statusCode(409).body("type", endsWith("/approval-decided"));
        list(Roles.COMMANDER).body("approvals.subject", not(hasItem(subject)));
        given().header("Authorization", "Bearer " + TestAccounts.token(Roles.AUDITOR))
                .get("/api/v1/audit?action=approval.approve")
                .then()
                .body("entries[0].detail", containsString(subject))
                .body("entries[0].who", equalTo("commander"));
    }

    @Test
    void whoAskedCannotApproveNorCanOtherRoles() {
        long id = ask(Duration.ofHours(1));
        post(Roles.ENGINEER, id, "approve").statusCode(403).body("type", endsWith("/second-person-needed"));
        post(Roles.OPERATOR, id, "approve").statusCode(403).body("type", endsWith("/forbidden"));
        post(Roles.COMMANDER, id, "withdraw").statusCode(403).body("type", endsWith("/forbidden"));
        post(Roles.COMMANDER, 987_654_321, "approve").statusCode(404).body("type", endsWith("/unknown-approval"));
        assertThat(acts.became).doesNotContainKey(subject);

        post(Roles.ENGINEER, id, "withdraw").statusCode(200).body("state", equalTo("WITHDRAWN"));
        post(Roles.COMMANDER, id, "approve").statusCode(409);
        assertThat(acts.became).containsEntry(subject, ApprovalState.WITHDRAWN);
    }

    @Test
    void timeRunsOut() {
        long id = ask(Duration.ofMillis(-1));
        post(Roles.COMMANDER, id, "approve").statusCode(409);
        until(() -> acts.became.get(subject) == ApprovalState.EXPIRED);
    }

    /** Also where the hub was killed between the decision and the act. */
    @Test
    void aRoomThatFailedIsToldAgain() {
        long id = ask(Duration.ofHours(1));
        acts.failures.set(1);
        // A word is not needed, nor then a type of what is not there.
        given().header("Authorization", "Bearer " + TestAccounts.token(Roles.COMMANDER))
                .noContentType()
                .post("/api/v1/approvals/" + id + "/refuse")
                .then()
                .statusCode(200)
                .body("state", equalTo("REFUSED"));
        until(() -> acts.became.get(subject) == ApprovalState.REFUSED);
    }

    private long ask(Duration validFor) {
        return approvals
                .request(new Approvals.Request(
                        acts.name(),
                        subject,
                        "blows it up",
                        "a test",
                        "engineer",
                        Instant.now().plus(validFor)))
                .await()
                .atMost(PATIENCE)
                .id();
    }

    private static ValidatableResponse list(String role) {
        return given().header("Authorization", "Bearer " + TestAccounts.token(role))
                .get("/api/v1/approvals?limit=1000")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse post(String role, long id, String what) {
        return given().header("Authorization", "Bearer " + TestAccounts.token(role))
                .contentType("application/json")
                .body("{\"note\":\"seen\"}")
                .post("/api/v1/approvals/" + id + "/" + what)
                .then();
    }

    private static void until(Supplier<Boolean> condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.get()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.onSpinWait();
        }
    }
}
