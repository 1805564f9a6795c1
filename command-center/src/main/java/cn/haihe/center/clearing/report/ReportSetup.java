package cn.haihe.center.clearing.report;

import cn.haihe.card.clearing.ClearingRules;
import cn.haihe.card.contract.Membership;
import cn.haihe.card.contract.RuleKind;
import cn.haihe.card.report.ReportDetails;
import cn.haihe.card.report.Reports;
import cn.haihe.card.settlement.Settlement;
import cn.haihe.center.clearing.rules.RuleBooks;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Gives transit-card's reports the hub's database, rules and clock. */
class ReportSetup {
    @Produces
    @Singleton
    Reports reports(Pool pool, Settlement settlement, RuleBooks books, ClearingRules limits, Clock clock) {
        return Reports.on(
                pool,
                settlement,
                day -> day.atTime(books.current().asOf(day).dayBoundary().begins())
                        .atZone(limits.zone())
                        .toInstant(),
                (institution, day) -> books.current()
                        .asOf(day)
                        .find(RuleKind.INSTITUTION, institution.code(), Membership.class)
                        .map(Membership::nameZh)
                        .orElse(institution.code()),
                clock);
    }

    @Produces
    @Singleton
    ReportDetails details(Pool pool) {
        return ReportDetails.on(pool);
    }
}
