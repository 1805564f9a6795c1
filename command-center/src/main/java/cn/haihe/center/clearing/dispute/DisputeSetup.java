package cn.haihe.center.clearing.dispute;

import cn.haihe.card.adjustment.Adjustments;
import cn.haihe.card.clearing.ClearingRules;
import cn.haihe.card.clearing.search.ClearedRecords;
import cn.haihe.card.contract.WorkingDays;
import cn.haihe.card.dispute.DisputeRules;
import cn.haihe.card.dispute.Disputes;
import cn.haihe.card.exchange.national.AdLayout;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Gives transit-card's disputes the hub's database, clock and limits. */
class DisputeSetup {
    @Produces
    @Singleton
    Disputes disputes(
            Pool pool,
            Adjustments adjustments,
            ClearedRecords records,
            ClearingRules limits,
            WorkingDays days,
            DisputeConfig config,
            Clock clock) {
        DisputeRules rules = new DisputeRules(
                limits.zone(),
                days,
                config.answerWithinDays(),
                config.openWithinDays(),
                config.openMax(),
                config.attachmentsMax(),
                (int) config.attachmentMax().asLongValue());
        return Disputes.on(pool, adjustments, records, rules, clock);
    }

    @Produces
    @Singleton
    AdLayout adLayout(DisputeConfig config) {
        return new AdLayout(config.adWidths());
    }
}
