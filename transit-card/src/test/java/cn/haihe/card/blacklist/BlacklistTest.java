package cn.haihe.card.blacklist;

import static cn.haihe.card.contract.ThreeInstitutions.BEIJING;
import static cn.haihe.card.contract.ThreeInstitutions.HEBEI;
import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.card.TestDatabase;
import cn.haihe.card.record.CardNumber;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BlacklistTest {
    private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");
    private static final long CARD = 3_104_910_200_000_000_001L;
    private static final Duration GRACE = Duration.ofHours(1);

    private final TestDatabase database = new TestDatabase();
    private final Blacklist blacklist = at(NOON);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aCardIsListedByTheTimeItPaidOnceTerminalsMustKnow() {
        await(blacklist.change(List.of(listed(CARD, NOON.plusSeconds(60))), "ann"));
        await(at(NOON.plusSeconds(7_200)).change(List.of(unlisted(CARD, NOON.plusSeconds(9_000))), "ann"));
        ListedCards cards = await(blacklist.load());
        long from = NOON.getEpochSecond() + 60 + 3_600;
        assertThat(cards.wasListed(CARD, from - 1)).isFalse();
        assertThat(cards.wasListed(CARD, from)).isTrue();
        assertThat(cards.wasListed(CARD, NOON.getEpochSecond() + 8_999)).isTrue();
        assertThat(cards.wasListed(CARD, NOON.getEpochSecond() + 9_000)).isFalse();
        assertThat(cards.wasListed(CARD + 1, from)).isFalse();
    }

    @Test
    void nothingIsListedForThePast() {
        await(blacklist.change(List.of(listed(CARD, NOON.minusSeconds(86_400))), "ann"));
        assertThat(await(blacklist.listSince(0, 10)))
                .extracting(BlacklistChange::effectiveAt)
                .containsExactly(NOON);
    }

    @Test
    void aVersionIsGotWholeOrByWhatChangedSince() {
        long first = await(blacklist.change(List.of(listed(CARD, NOON), listed(CARD + 1, NOON)), "ann"));
        long second =
                await(blacklist.change(List.of(unlisted(CARD, NOON.plusSeconds(1)), listed(CARD + 2, NOON)), "ann"));
        assertThat(await(blacklist.listWhole(first, 0, 10)))
                .extracting(this::card)
                .containsExactly(CARD, CARD + 1);
        assertThat(await(blacklist.listWhole(second, 0, 10)))
                .extracting(this::card)
                .containsExactly(CARD + 1, CARD + 2);
        assertThat(await(blacklist.listWhole(second, CARD + 1, 10)))
                .extracting(this::card)
                .containsExactly(CARD + 2);
        assertThat(await(blacklist.listSince(first, 10))).extracting(this::card).containsExactly(CARD, CARD + 2);
        assertThat(await(blacklist.version())).isEqualTo(second);
    }

    @Test
    void whoseTerminalsLagIsSaid() {
        long version = await(blacklist.change(List.of(listed(CARD, NOON)), "ann"));
        Blacklist later = at(NOON.plusSeconds(3_601));
        assertThat(await(blacklist.listOverdue(List.of(BEIJING, HEBEI))))
                .as("there is time yet")
                .isEmpty();
        await(later.acknowledge(BEIJING, version));
        await(later.acknowledge(BEIJING, version));
        assertThat(await(later.listOverdue(List.of(BEIJING, HEBEI)))).containsExactly(HEBEI);
    }

    private long card(BlacklistChange change) {
        return Long.parseLong(change.card().digits());
    }

    private Blacklist at(Instant moment) {
        return new Blacklist(database.pool(), GRACE, Clock.fixed(moment, ZoneOffset.UTC));
    }

    private static BlacklistChange listed(long card, Instant at) {
        return new BlacklistChange(0, new CardNumber(String.valueOf(card)), true, at, "lost");
    }

    private static BlacklistChange unlisted(long card, Instant at) {
        return new BlacklistChange(0, new CardNumber(String.valueOf(card)), false, at, "found");
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(TestDatabase.TIME_OUT);
    }
}
