package cn.haihe.card.blacklist;

import static cn.haihe.card.contract.ThreeInstitutions.BEIJING;
import static cn.haihe.card.contract.ThreeInstitutions.HEBEI;
import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.card.TestDatabase;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.lists.ListChange;
import cn.haihe.card.lists.ListKind;
import cn.haihe.card.lists.ListReason;
import cn.haihe.card.lists.PublishedList;
import io.smallrye.mutiny.Uni;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BlacklistTest {
    private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");
    private static final long SECOND = NOON.getEpochSecond();
    private static final long CARD = 3_104_910_200_000_000_001L;
    private static final Duration GRACE = Duration.ofHours(1);

    private final TestDatabase database = new TestDatabase();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theIssuerBearsTheLossUntilTheAcquirerHasAcknowledgedOrTheGraceIsOver() throws SQLException {
        publish(NOON, "1", listed(CARD, NOON));
        publish(NOON.plusSeconds(100), "2", listed(CARD + 1, NOON));
        acknowledge(NOON.plusSeconds(300), BEIJING, 2);
        ListedCards beijing = load(LossRule.ISSUER_UNTIL_ACKNOWLEDGED, BEIJING);
        ListedCards hebei = load(LossRule.ISSUER_UNTIL_ACKNOWLEDGED, HEBEI);
        assertListedFrom(beijing, CARD, SECOND + 300);
        assertListedFrom(beijing, CARD + 1, SECOND + 300);
        assertListedFrom(hebei, CARD, SECOND + 3_600);
        assertListedFrom(hebei, CARD + 1, SECOND + 3_700);
        assertListedFrom(load(LossRule.ISSUER_UNTIL_GRACE, BEIJING), CARD, SECOND + 3_600);
        assertListedFrom(load(LossRule.ACQUIRER_AT_ONCE, HEBEI), CARD + 1, SECOND + 100);
        assertThat(hebei.wasListed(CARD + 2, SECOND + 9_999)).isFalse();
    }

    @Test
    void anEarlierVersionAcknowledgedLaterChangesNothing() throws SQLException {
        publish(NOON, "1", listed(CARD, NOON));
        publish(NOON, "2", listed(CARD + 1, NOON));
        acknowledge(NOON.plusSeconds(10), BEIJING, 1);
        acknowledge(NOON.plusSeconds(20), BEIJING, 2);
        ListedCards cards = load(LossRule.ISSUER_UNTIL_ACKNOWLEDGED, BEIJING);
        assertListedFrom(cards, CARD, SECOND + 10);
        assertListedFrom(cards, CARD + 1, SECOND + 20);
    }

    @Test
    void aCardIsJudgedByTheMomentItPaid() throws SQLException {
        publish(NOON, "1", listed(CARD, NOON.plusSeconds(60)));
        publish(NOON.plusSeconds(90), "2", unlisted(CARD, NOON.plusSeconds(200)));
        publish(NOON.plusSeconds(300), "3", listed(CARD, NOON.plusSeconds(400)));
        ListedCards cards = load(LossRule.ACQUIRER_AT_ONCE, HEBEI);
        assertListedFrom(cards, CARD, SECOND + 60);
        assertThat(cards.wasListed(CARD, SECOND + 199)).isTrue();
        assertThat(cards.wasListed(CARD, SECOND + 200)).isFalse();
        assertThat(cards.wasListed(CARD, SECOND + 399)).isFalse();
        assertThat(cards.wasListed(CARD, SECOND + 400)).isTrue();
    }

    @Test
    void nothingIsListedForThePast() throws SQLException {
        publish(NOON, "1", listed(CARD, NOON.minusSeconds(86_400)));
        assertListedFrom(load(LossRule.ACQUIRER_AT_ONCE, HEBEI), CARD, SECOND);
    }

    /** What was read piece by piece is what another reads at once. */
    @Test
    void laterVersionsJoinWhatIsInMemory() throws SQLException {
        Random random = new Random(5);
        Blacklist growing = new Blacklist(database.dataSource(), LossRule.ACQUIRER_AT_ONCE, GRACE);
        for (int version = 1; version <= 20; version++) {
            Instant at = NOON.plusSeconds(version * 10L);
            publish(at, "b" + version, change(random, at, 0), change(random, at, 1), change(random, at, 2));
            growing.load(HEBEI);
        }
        ListedCards grown = growing.load(HEBEI);
        ListedCards fresh = load(LossRule.ACQUIRER_AT_ONCE, HEBEI);
        assertThat(grown.changes()).isEqualTo(fresh.changes()).isEqualTo(60);
        for (int card = 0; card < 15; card++) {
            for (int second = 0; second < 400; second += 7) {
                assertThat(grown.wasListed(CARD + card, SECOND + second))
                        .isEqualTo(fresh.wasListed(CARD + card, SECOND + second));
            }
        }
    }

    private static ListChange change(Random random, Instant at, int third) {
        long card = CARD + third * 5L + random.nextInt(5);
        Instant from = at.plusSeconds(random.nextInt(50));
        return random.nextBoolean() ? listed(card, from) : unlisted(card, from);
    }

    private static void assertListedFrom(ListedCards cards, long card, long second) {
        assertThat(cards.wasListed(card, second - 1)).isFalse();
        assertThat(cards.wasListed(card, second)).isTrue();
    }

    private ListedCards load(LossRule rule, Institution acquirer) throws SQLException {
        return new Blacklist(database.dataSource(), rule, GRACE).load(acquirer);
    }

    private void publish(Instant at, String batch, ListChange... changes) {
        await(list(at).publish(List.of(changes), "TIANJIN", batch));
    }

    private void acknowledge(Instant at, Institution acquirer, long version) {
        assertThat(await(list(at).acknowledge(acquirer, version))).isTrue();
    }

    private PublishedList list(Instant at) {
        return new PublishedList(database.pool(), ListKind.BLACKLIST, Clock.fixed(at, ZoneOffset.UTC));
    }

    private static ListChange listed(long card, Instant at) {
        return new ListChange(card, true, at, ListReason.LOST);
    }

    private static ListChange unlisted(long card, Instant at) {
        return new ListChange(card, false, at, ListReason.FOUND);
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(TestDatabase.TIME_OUT);
    }
}
