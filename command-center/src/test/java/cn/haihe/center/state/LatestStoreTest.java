package cn.haihe.center.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LatestStoreTest {
    @Inject
    LatestStore store;

    @Test
    void theNewestByDeviceTimeWinsWhateverTheOrderOfArrival() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long now = System.currentTimeMillis();
        List<LatestRecord> arriving = new ArrayList<>();
        Map<String, Long> newest = new TreeMap<>();
        for (int i = 0; i < 5_000; i++) {
            String id = "random" + random.nextInt(200);
            long time = now - random.nextInt(1_000_000);
            arriving.add(record(id, time));
            newest.merge(id, time, Math::max);
        }
        Collections.shuffle(arriving, random);
        for (int from = 0; from < arriving.size(); ) {
            int to = Math.min(arriving.size(), from + 1 + random.nextInt(700));
            upsert(arriving.subList(from, to));
            from = to;
        }
        assertThat(stored("random")).as("seed %d", seed).isEqualTo(newest);
    }

    @Test
    void tellsWhatBecameOfEachRecord() throws Exception {
        long now = System.currentTimeMillis();
        assertThat(upsert(List.of(record("told", now - 1000), record("told", now - 500), record("told", now - 800))))
                .containsExactly(LatestOutcome.NEWER, LatestOutcome.NEWER, LatestOutcome.OLDER);
        assertThat(upsert(List.of(record("told", now - 500), record("other", now), record("told", now + 3_600_000))))
                .containsExactly(LatestOutcome.DUPLICATE, LatestOutcome.NEWER, LatestOutcome.FUTURE);
        assertThat(stored("told")).containsEntry("told", now - 500);
    }

    @Test
    void answersInTheOrderOfTheListWhereTheBatchSpreadsOverAllBuckets() throws Exception {
        long now = System.currentTimeMillis();
        List<LatestRecord> first = new ArrayList<>();
        List<LatestRecord> second = new ArrayList<>();
        LatestOutcome[] expected = new LatestOutcome[20_000];
        for (int i = 0; i < expected.length; i++) {
            first.add(record("spread" + i, now - 1000));
            second.add(record("spread" + i, now - 1000 + (i % 3 - 1)));
            expected[i] = i % 3 == 0 ? LatestOutcome.OLDER : i % 3 == 1 ? LatestOutcome.DUPLICATE : LatestOutcome.NEWER;
        }
        assertThat(upsert(first)).containsOnly(LatestOutcome.NEWER);
        assertThat(upsert(second)).containsExactly(expected);
    }

    @Test
    void keepsTheBytesOfThePayload() throws Exception {
        byte[] payload = {0, 1, -1, 13, 10, 127, -128};
        upsert(List.of(new LatestRecord("bytes", 1_700_000_000_000L, payload)));
        List<LatestRecord> read = new ArrayList<>();
        store.forEach(LatestKind.BUS, read::add).toCompletableFuture().get(20, TimeUnit.SECONDS);
        LatestRecord record =
                read.stream().filter(r -> r.id().equals("bytes")).findFirst().orElseThrow();
        assertThat(record.payload()).isEqualTo(payload);
        assertThat(record.deviceMillis()).isEqualTo(1_700_000_000_000L);
    }

    private LatestOutcome[] upsert(List<LatestRecord> batch) throws Exception {
        return store.upsert(LatestKind.BUS, batch).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private Map<String, Long> stored(String prefix) throws Exception {
        Map<String, Long> stored = new TreeMap<>();
        store.forEach(LatestKind.BUS, record -> stored.put(record.id(), record.deviceMillis()))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        stored.keySet().removeIf(id -> !id.startsWith(prefix));
        return stored;
    }

    private static LatestRecord record(String id, long millis) {
        return new LatestRecord(id, millis, ("at" + millis).getBytes(StandardCharsets.US_ASCII));
    }
}
