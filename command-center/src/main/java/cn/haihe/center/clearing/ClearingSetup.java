package cn.haihe.center.clearing;

import cn.haihe.card.blacklist.Blacklist;
import cn.haihe.card.clearing.ClearingRules;
import cn.haihe.card.clearing.PositionQuery;
import cn.haihe.card.clearing.file.FilePosting;
import cn.haihe.card.clearing.file.FileRegister;
import cn.haihe.card.clearing.file.Uploads;
import cn.haihe.card.clearing.search.RecordSearch;
import cn.haihe.card.contract.BusinessCalendar;
import cn.haihe.card.fare.FareBook;
import cn.haihe.card.fare.ThreeCities;
import cn.haihe.card.ledger.Balances;
import cn.haihe.card.ledger.Ledger;
import cn.haihe.card.settlement.Settlement;
import cn.haihe.center.clearing.internal.CardDatabase;
import cn.haihe.center.clearing.rules.RuleBooks;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;

/** Gives transit-card the hub's database and clock. */
class ClearingSetup {
    @Produces
    @Singleton
    ClearingRules rules(ClearingConfig config) {
        return new ClearingRules(
                ClearingRules.defaults().zone(), config.amountMaxFen(), config.clockSkewMax(), config.lateMax());
    }

    @Produces
    @Singleton
    FareBook fares() {
        return ThreeCities.fares();
    }

    @Produces
    @Singleton
    PositionQuery positions(Pool pool, RuleBooks books) {
        return new PositionQuery(pool, day -> books.current().asOf(day));
    }

    @Produces
    @Singleton
    BusinessCalendar calendar(RuleBooks books, ClearingRules rules) {
        return new BusinessCalendar(books::current, rules.zone());
    }

    @Produces
    @Singleton
    Settlement settlement(Pool pool, BusinessCalendar calendar, FareBook fares, Clock clock) {
        return Settlement.on(pool, calendar, fares, clock);
    }

    @Produces
    @Singleton
    FileRegister register(Pool pool, Settlement settlement, BusinessCalendar calendar, ClearingRules rules) {
        return new FileRegister(pool, (transaction, stated, receivedAt) -> {
            // None of its records would be taken, and its window would hold up all later ones.
            LocalDate arrived = calendar.dayOf(receivedAt);
            boolean tooLongAgo =
                    stated.isBefore(arrived.minusDays(rules.lateMax().toDays()));
            return settlement.lockDayFor(transaction, tooLongAgo ? arrived : stated, receivedAt);
        });
    }

    @Produces
    @Singleton
    FilePosting posting(Pool pool, Clock clock) {
        return new FilePosting(pool, Ledger.inPostgres(), clock);
    }

    @Produces
    @Singleton
    Blacklist blacklist(CardDatabase database, ListConfig lists, ClearingConfig config) {
        return new Blacklist(database.source(), lists.loss(), config.blacklistGrace());
    }

    @Produces
    @Singleton
    Uploads uploads(Pool pool) {
        return new Uploads(pool);
    }

    @Produces
    @Singleton
    RecordSearch recordSearch(Pool pool) {
        return new RecordSearch(pool);
    }

    @Produces
    @Singleton
    Balances balances(Pool pool) {
        return new Balances(pool);
    }
}
