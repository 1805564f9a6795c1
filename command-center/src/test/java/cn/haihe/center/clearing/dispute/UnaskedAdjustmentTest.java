package cn.haihe.center.clearing.dispute;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.center.clearing.reconciliation.Adjusting;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UnaskedAdjustmentTest {
    @Inject
    Pool pool;

    @Inject
    DisputeDeciding deciding;

    @Inject
    Adjusting adjusting;

    @Test
    void whatNobodyWasAskedAboutGoesBackAndWhatSomebodyWasWaits() throws Throwable {
        long forgotten = dispute("2 days");
        long fresh = dispute("1 minute");
        long asked = dispute("2 days");
        run("INSERT INTO approval (kind, subject, summary, reason, requested_by, requested_at, expires_at, state, told)"
                + " SELECT 'dispute-adjustment', '" + asked + "/' || id, 'x', 'x', 'ann', now(), now(), 'EXPIRED', true"
                + " FROM card_adjustment WHERE cause = 'dispute " + asked + "'");
        VertxContextSupport.subscribeAndAwait(deciding::look);
        assertThat(stateOfDispute(forgotten)).isEqualTo("CONTESTED");
        assertThat(stateOfDispute(fresh)).isEqualTo("ADJUSTING");
        assertThat(stateOfDispute(asked)).isEqualTo("ADJUSTING");

        long exception = exception();
        VertxContextSupport.subscribeAndAwait(adjusting::putBackUnasked);
        assertThat(text("SELECT state || ' ' || reason FROM card_discrepancy_step WHERE discrepancy_id = " + exception
                        + " ORDER BY step DESC LIMIT 1"))
                .isEqualTo("OPEN nobody was asked");
    }

    private long dispute(String ago) {
        long id = number("INSERT INTO card_dispute (opener, other, business_day, claim_fen, reason, text)"
                + " VALUES ('UNASKED', 'TIANJIN', '2020-01-01', 5, 'OTHER', 'x') RETURNING id");
        run("INSERT INTO card_dispute_step SELECT " + id + ", n, state, now() - interval '" + ago
                + "', 'x', NULL, '2099-01-01', 'x'"
                + " FROM (VALUES (1, 'OPENED'), (2, 'CONTESTED'), (3, 'ADJUSTING')) AS s (n, state)");
        adjustment("dispute " + id);
        return id;
    }

    private long exception() {
        long id = number("INSERT INTO card_discrepancy (business_day, kind, subject)"
                + " VALUES ('2020-01-01', 'NOT_EXECUTED', 'unasked') RETURNING id");
        run("INSERT INTO card_discrepancy_step SELECT " + id + ", n, state, now() - interval '2 days', 'x', 'x',"
                + " '2099-01-01', 0, 0, '', '', NULL, 'x' FROM (VALUES (1, 'OPEN'), (2, 'ADJUSTING')) AS s (n, state)");
        adjustment("exception " + id);
        return id;
    }

    private void adjustment(String cause) {
        run(
                "INSERT INTO card_adjustment (kind, cause, about_day, debtor, creditor, amount_fen, reason, asked_by, asked_at)"
                        + " VALUES ('BETWEEN', '" + cause
                        + "', '2020-01-01', 'TIANJIN', 'UNASKED', 5, 'x', 'ann', now())");
    }

    private String stateOfDispute(long id) {
        return text("SELECT state FROM card_dispute_step WHERE dispute_id = " + id + " ORDER BY step DESC LIMIT 1");
    }

    private void run(String sql) {
        pool.query(sql).executeAndAwait();
    }

    private long number(String sql) {
        return pool.query(sql).executeAndAwait().iterator().next().getLong(0);
    }

    private String text(String sql) {
        return pool.query(sql).executeAndAwait().iterator().next().getString(0);
    }
}
