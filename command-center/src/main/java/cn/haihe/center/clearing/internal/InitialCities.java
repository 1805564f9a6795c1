package cn.haihe.center.clearing.internal;

import cn.haihe.card.lists.ListChange;
import cn.haihe.card.lists.ListKind;
import cn.haihe.card.lists.ListReason;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/** The cities whose cards are taken where nobody told of any yet: those of the three card companies that take part. */
@Singleton
class InitialCities {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(60);
    private static final String BATCH = "initial";

    /** Beijing, Tianjin and the cities of Hebei, by GB/T 13497. */
    private static final long[] CODES = {1000, 1121, 1210, 1240, 1260, 1270, 1310, 1340, 1380, 1410, 1430, 1460};

    private final CentreLists lists;

    InitialCities(CentreLists lists) {
        this.lists = lists;
    }

    /** By one name always, so that several hubs that begin at once publish it once. */
    void publish(@Observes StartupEvent starting) {
        List<ListChange> cities = LongStream.of(CODES)
                .mapToObj(code -> new ListChange(code, true, Instant.EPOCH, ListReason.JOINED))
                .toList();
        lists.get(ListKind.CITIES).publish(cities, "CENTRE", BATCH).await().atMost(ANSWER_MAX);
    }
}
