package cn.haihe.center.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BoundedPoolTest {
    @Inject
    Pool pool;

    @Test
    void theServerEndsAStatementThatTakesTooLong() {
        String limit = pool.query("SHOW statement_timeout")
                .execute()
                .map(rows -> rows.iterator().next().getString(0))
                .await()
                .atMost(Duration.ofSeconds(30));
        assertThat(limit).isEqualTo("1min");
    }
}
