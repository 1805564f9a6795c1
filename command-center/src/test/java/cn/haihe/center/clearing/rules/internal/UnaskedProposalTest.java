package cn.haihe.center.clearing.rules.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UnaskedProposalTest {
    private static final String INSERT = """
            INSERT INTO card_rule_proposal (changes, reason, proposed_by, proposed_at, expires_at, state)
            VALUES ('[]', 'the hub died', 'ann', now(), now() + interval '%s', 'PENDING') RETURNING id""";

    @Inject
    Pool pool;

    @Inject
    RuleProposals proposals;

    @Test
    void whatNobodyWasAskedAboutExpires() throws Throwable {
        long over = insert("-1 hour");
        long fresh = insert("1 hour");
        VertxContextSupport.subscribeAndAwait(proposals::expireUnasked);
        assertThat(state(over)).isEqualTo("EXPIRED");
        assertThat(state(fresh)).isEqualTo("PENDING");
    }

    private long insert(String expires) {
        return number(INSERT.formatted(expires));
    }

    private long number(String sql) {
        return pool.query(sql).executeAndAwait().iterator().next().getLong(0);
    }

    private String state(long id) {
        return pool.query("SELECT state FROM card_rule_proposal WHERE id = " + id)
                .executeAndAwait()
                .iterator()
                .next()
                .getString(0);
    }
}
