package cn.haihe.center.profile.internal;

import cn.haihe.map.city.City;
import cn.haihe.map.city.Segment;
import cn.haihe.routing.profile.DayProfile;
import cn.haihe.routing.profile.KindOfDay;
import cn.haihe.routing.profile.SpeedProfiles;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The profiles in PostgreSQL, a row of some 300 bytes a segment and kind of day. Its calls wait: not for event loops. */
@ApplicationScoped
class PostgresProfiles {
    private static final Logger LOG = Logger.getLogger(PostgresProfiles.class);
    private static final int ROWS_AT_ONCE = 1_000;
    private static final Duration ANSWER_MAX = Duration.ofSeconds(60);
    private static final String PAGE = """
            SELECT segment_id, kind, profile FROM segment_profile
            WHERE (segment_id, kind) > ($1, $2) ORDER BY segment_id, kind LIMIT
            """ + ROWS_AT_ONCE;
    private static final String UPSERT = """
            INSERT INTO segment_profile (segment_id, kind, profile, changed_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (segment_id, kind) DO UPDATE SET profile = excluded.profile, changed_at = excluded.changed_at
            """;

    private final Pool pool;
    private final Clock clock;

    PostgresProfiles(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** Rows of segments that this map does not have stay where they are: the next map may have them again. */
    SpeedProfiles load(City city) {
        SpeedProfiles.Builder profiles =
                SpeedProfiles.unknown(city.segments().size()).change();
        String segmentId = "";
        String kind = "";
        int strange = 0;
        RowSet<Row> page;
        do {
            page = pool.preparedQuery(PAGE)
                    .execute(Tuple.of(segmentId, kind))
                    .await()
                    .atMost(ANSWER_MAX);
            for (Row row : page) {
                segmentId = row.getString("segment_id");
                kind = row.getString("kind");
                if (!put(row, city, profiles)) {
                    strange++;
                }
            }
        } while (page.size() == ROWS_AT_ONCE);
        if (strange > 0) {
            LOG.warnf("%d rows of usual speeds are of segments that this map does not have, or can't be read", strange);
        }
        return profiles.build();
    }

    private static boolean put(Row row, City city, SpeedProfiles.Builder profiles) {
        Optional<Segment> segment = city.findSegment(row.getString("segment_id"));
        if (segment.isEmpty()) {
            return false;
        }
        try {
            profiles.put(
                    segment.get().index(),
                    KindOfDay.valueOf(row.getString("kind")),
                    DayProfile.ofBytes(row.getBuffer("profile").getBytes()));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Writes rows in batches, each whole or not at all. */
    void save(City city, SpeedProfiles profiles, BitSet rows) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        List<Tuple> batch = new ArrayList<>(ROWS_AT_ONCE);
        for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
            int segment = ProfileRows.segment(row);
            KindOfDay kind = ProfileRows.kind(row);
            DayProfile profile = profiles.find(segment, kind).orElse(DayProfile.UNKNOWN);
            batch.add(Tuple.of(city.segments().get(segment).id(), kind.name())
                    .addBuffer(Buffer.buffer(profile.toBytes()))
                    .addValue(now));
            if (batch.size() == ROWS_AT_ONCE) {
                write(batch);
                batch.clear();
            }
        }
        if (!batch.isEmpty()) {
            write(batch);
        }
    }

    private void write(List<Tuple> batch) {
        pool.withTransaction(connection -> connection.preparedQuery(UPSERT).executeBatch(batch))
                .await()
                .atMost(ANSWER_MAX);
    }
}
