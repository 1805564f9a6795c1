package cn.haihe.card.lists;

import static cn.haihe.card.contract.ThreeInstitutions.BEIJING;
import static cn.haihe.card.contract.ThreeInstitutions.HEBEI;
import static cn.haihe.card.contract.ThreeInstitutions.TIANJIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.haihe.card.TestDatabase;
import cn.haihe.card.exchange.ListFileReader;
import cn.haihe.card.exchange.ListLine;
import cn.haihe.card.exchange.Sm2;
import cn.haihe.card.exchange.UnfitBatchException;
import cn.haihe.card.lists.PublishedList.Published;
import io.smallrye.mutiny.Uni;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PublishedListTest {
    private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");
    private static final long CARD = 3_104_910_200_000_000_001L;
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final String KEY = "2".repeat(64);
    private static final int CARDS = 12;

    private final TestDatabase database = new TestDatabase();
    private final PublishedList list = at(NOON);
    private final ListFiles files = new ListFiles(database.dataSource(), KEY, 1);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theSameToldTwiceIsOneVersionAndOtherwiseAConflict() {
        List<ListChange> changes = List.of(listed(CARD, NOON));
        assertThat(await(list.publish(changes, "TIANJIN", "a"))).isEqualTo(new Published(version(1, NOON), true));
        assertThat(await(at(NOON.plusSeconds(9)).publish(changes, "TIANJIN", "a")))
                .isEqualTo(new Published(version(1, NOON), false));
        assertThat(await(list.publish(changes, "HEBEI", "a")).version().number())
                .isEqualTo(2);
        assertThatThrownBy(() -> await(list.publish(List.of(listed(CARD + 1, NOON)), "TIANJIN", "a")))
                .isInstanceOf(BatchConflictException.class);
        assertThat(await(list.getCurrent()).number()).isEqualTo(2);
        assertThat(await(at(NOON, ListKind.CITIES).getCurrent())).isEqualTo(ListVersion.NONE);
    }

    @Test
    void versionsHaveNoGapHoweverManyTellAtOnceAndWhateverFails() {
        List<Uni<Long>> all = IntStream.range(0, 40)
                .mapToObj(i -> list.publish(
                                List.of(listed(CARD + i, NOON)), i % 2 == 0 ? "TIANJIN" : "HEBEI", "b" + i / 4)
                        .map(published -> published.version().number())
                        .onFailure(BatchConflictException.class)
                        .recoverWithItem(0L))
                .toList();
        List<Long> numbers = await(Uni.join().all(all).andFailFast());
        assertThat(numbers.stream().filter(n -> n > 0).sorted())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 20).mapToObj(i -> (long) i).toList());
        assertThat(numbers.stream().filter(n -> n == 0)).hasSize(20);
    }

    @Test
    void aClockThatStepsBackDoesNotTurnTheOrderRound() {
        await(list.publish(List.of(listed(CARD, NOON)), "TIANJIN", "a"));
        ListVersion second = await(at(NOON.minusSeconds(500)).publish(List.of(listed(CARD, NOON)), "TIANJIN", "b"))
                .version();
        assertThat(second).isEqualTo(version(2, NOON));
    }

    @Test
    void whoIsBehindIsSaidAndSinceWhen() {
        await(list.publish(List.of(listed(CARD, NOON)), "TIANJIN", "a"));
        await(at(NOON.plusSeconds(60)).publish(List.of(listed(CARD, NOON)), "TIANJIN", "b"));
        assertThat(await(at(NOON.plusSeconds(70)).acknowledge(BEIJING, 1))).isTrue();
        assertThat(await(at(NOON.plusSeconds(80)).acknowledge(TIANJIN, 2))).isTrue();
        assertThat(await(at(NOON.plusSeconds(90)).acknowledge(TIANJIN, 2))).isFalse();
        assertThat(await(list.acknowledge(HEBEI, 3)))
                .as("there is no such version")
                .isFalse();
        List<ListLag> lags = await(list.listLag(List.of(TIANJIN, BEIJING, HEBEI)));
        assertThat(lags)
                .containsExactly(
                        new ListLag(BEIJING, 1, Optional.of(NOON.plusSeconds(70)), Optional.of(NOON.plusSeconds(60))),
                        new ListLag(HEBEI, 0, Optional.empty(), Optional.of(NOON)),
                        new ListLag(TIANJIN, 2, Optional.of(NOON.plusSeconds(80)), Optional.empty()));
        Instant later = NOON.plusSeconds(630);
        assertThat(lags)
                .extracting(lag -> lag.isLate(later, Duration.ofMinutes(10)))
                .containsExactly(false, true, false);
    }

    /** Whatever version one had: with what changed since one has what the whole list says. */
    @Test
    void aListAndWhatChangedSinceAreTheLaterList() throws Exception {
        Random random = new Random(17);
        List<Map<Long, List<ListLine>>> wholes = new ArrayList<>();
        for (int version = 1; version <= 12; version++) {
            Instant at = NOON.plusSeconds(version * 10L);
            List<ListChange> changes = new ArrayList<>();
            for (int card = 0; card < CARDS; card++) {
                if (random.nextInt(3) == 0 || changes.isEmpty()) {
                    Instant from = at.plusSeconds(random.nextInt(60) - 20);
                    changes.add(random.nextBoolean() ? listed(CARD + card, from) : unlisted(CARD + card, from));
                }
            }
            await(at(at).publish(changes, "TIANJIN", "b" + version));
            wholes.add(applied(new HashMap<>(), whole(version(version, at))));
        }
        ListVersion last = await(list.getCurrent());
        for (int had = 1; had <= 12; had++) {
            ListVersion since = await(list.find(had)).orElseThrow();
            Map<Long, List<ListLine>> now = applied(copy(wholes.get(had - 1)), since(since, last));
            for (int second = 0; second < 120; second++) {
                LocalDateTime moment =
                        LocalDateTime.ofInstant(last.publishedAt().plusSeconds(second), CHINA);
                for (long card = CARD; card < CARD + CARDS; card++) {
                    assertThat(isListed(now, card, moment))
                            .as("card %d at %s by version %d and what came since", card, moment, had)
                            .isEqualTo(isListed(wholes.get(11), card, moment));
                }
            }
        }
    }

    @Test
    void aFileThatIsNotAsTheCentreSignedItIsNone() throws Exception {
        await(list.publish(List.of(listed(CARD, NOON), listed(CARD + 1, NOON)), "TIANJIN", "a"));
        byte[] file = whole(version(1, NOON));
        assertThat(read(file, KEY)).hasSize(2);
        assertThatThrownBy(() -> read(file, "3".repeat(64))).isInstanceOf(UnfitBatchException.class);
        int signature = new String(file, StandardCharsets.US_ASCII).indexOf("\nS") + 1;
        for (int at = 0; at < file.length; at++) {
            boolean isKeyVersion = at > signature && at <= signature + 4;
            if (isKeyVersion) {
                continue;
            }
            byte[] altered = file.clone();
            altered[at] ^= 1;
            assertThatThrownBy(() -> read(altered, KEY)).as("byte %d", at).isInstanceOf(UnfitBatchException.class);
        }
    }

    private static boolean isListed(Map<Long, List<ListLine>> list, long card, LocalDateTime moment) {
        ListLine holds = null;
        for (ListLine line : list.getOrDefault(card, List.of())) {
            boolean hasCome = !line.effectiveAt().isAfter(moment);
            if (hasCome && (holds == null || !line.effectiveAt().isBefore(holds.effectiveAt()))) {
                holds = line;
            }
        }
        return holds != null && holds.listed();
    }

    private static Map<Long, List<ListLine>> applied(Map<Long, List<ListLine>> list, byte[] file) throws Exception {
        for (ListLine line : read(file, KEY)) {
            list.computeIfAbsent(line.subject(), any -> new ArrayList<>()).add(line);
        }
        return list;
    }

    private static Map<Long, List<ListLine>> copy(Map<Long, List<ListLine>> list) {
        Map<Long, List<ListLine>> copy = new HashMap<>();
        list.forEach((card, lines) -> copy.put(card, new ArrayList<>(lines)));
        return copy;
    }

    private static List<ListLine> read(byte[] file, String key) throws Exception {
        ListFileReader reader = new ListFileReader(new ByteArrayInputStream(file));
        List<ListLine> lines = new ArrayList<>();
        for (var next = reader.next(); next.isPresent(); next = reader.next()) {
            lines.add(next.get());
        }
        reader.verify(Sm2.publicKey(key));
        return lines;
    }

    private byte[] whole(ListVersion version) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        files.writeWhole(ListKind.BLACKLIST, version, out);
        return out.toByteArray();
    }

    private byte[] since(ListVersion since, ListVersion version) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        files.writeSince(ListKind.BLACKLIST, since, version, out);
        return out.toByteArray();
    }

    private PublishedList at(Instant moment) {
        return at(moment, ListKind.BLACKLIST);
    }

    private PublishedList at(Instant moment, ListKind kind) {
        return new PublishedList(database.pool(), kind, Clock.fixed(moment, ZoneOffset.UTC));
    }

    private static ListVersion version(long number, Instant at) {
        return new ListVersion(number, at);
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
