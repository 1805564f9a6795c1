package cn.haihe.center.clearing.reconciliation;

import cn.haihe.card.adjustment.Adjustments;
import cn.haihe.card.clearing.ClearingRules;
import cn.haihe.card.clearing.search.ClearedRecords;
import cn.haihe.card.contract.BusinessCalendar;
import cn.haihe.card.contract.RuleKind;
import cn.haihe.card.contract.SettlementDay;
import cn.haihe.card.contract.WorkingDays;
import cn.haihe.card.reconciliation.Discrepancies;
import cn.haihe.card.reconciliation.Reconciliation;
import cn.haihe.card.reconciliation.ReconciliationRules;
import cn.haihe.card.settlement.Settlement;
import cn.haihe.center.calendar.CityCalendar;
import cn.haihe.center.clearing.rules.RuleBooks;
import cn.haihe.routing.profile.KindOfDay;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Gives transit-card's reconciliation the hub's database, clock and calendar. */
class ReconciliationSetup {
    /** What the rules of clearing say of a date; else what the city's calendar does. */
    @Produces
    @Singleton
    WorkingDays workingDays(CityCalendar calendar, RuleBooks books) {
        return date -> books.current()
                .asOf(date)
                .find(RuleKind.SETTLEMENT_DAY, date.toString(), SettlementDay.class)
                .map(SettlementDay::settles)
                .orElseGet(() -> calendar.day(date).kind() == KindOfDay.WORKDAY);
    }

    @Produces
    @Singleton
    ReconciliationRules reconciliationRules(ClearingRules rules, WorkingDays days, ReconciliationConfig config) {
        return new ReconciliationRules(
                rules.zone(),
                days,
                config.confirmWithinDays(),
                config.decideWithinDays(),
                config.resolveWithinDays(),
                config.suspendedMax());
    }

    @Produces
    @Singleton
    Reconciliation reconciliation(Pool pool, Settlement settlement, ReconciliationRules rules, Clock clock) {
        return Reconciliation.on(pool, settlement, rules, clock);
    }

    @Produces
    @Singleton
    Adjustments adjustments(Pool pool, Settlement settlement, BusinessCalendar calendar, Clock clock) {
        return Adjustments.on(pool, settlement, calendar, clock);
    }

    @Produces
    @Singleton
    Discrepancies discrepancies(Pool pool, Adjustments adjustments, Clock clock) {
        return Discrepancies.on(pool, adjustments, clock);
    }

    @Produces
    @Singleton
    ClearedRecords clearedRecords(Pool pool) {
        return new ClearedRecords(pool);
    }
}
