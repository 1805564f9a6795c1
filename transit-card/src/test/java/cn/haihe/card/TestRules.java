package cn.haihe.card;

import cn.haihe.card.blacklist.ListedCards;
import cn.haihe.card.clearing.ClearingRules;
import cn.haihe.card.clearing.file.RulesInForce;
import cn.haihe.card.contract.BusinessCalendar;
import cn.haihe.card.contract.RuleBook;
import cn.haihe.card.contract.Rules;
import cn.haihe.card.contract.ThreeInstitutions;
import cn.haihe.card.fare.FareBook;
import cn.haihe.card.fare.ThreeCities;
import java.time.LocalDate;
import java.time.ZoneId;

/** The rules of a new installation, with nobody on the blacklist. */
public final class TestRules {
    private static final RuleBook BOOK = ThreeInstitutions.book();

    private TestRules() {}

    public static RulesInForce all() {
        return with(ListedCards.NONE);
    }

    /** With days from midnight to midnight. */
    public static BusinessCalendar calendar() {
        return new BusinessCalendar(() -> BOOK, ZoneId.of("Asia/Shanghai"));
    }

    /** As they hold on any day. */
    public static Rules on(LocalDate day) {
        return BOOK.asOf(day);
    }

    /** As they are, but for the fares. */
    public static RulesInForce with(FareBook fares) {
        return new RulesInForce(BOOK, ClearingRules.defaults(), fares, ListedCards.NONE);
    }

    public static RulesInForce with(ListedCards blacklist) {
        return new RulesInForce(ThreeInstitutions.book(), ClearingRules.defaults(), ThreeCities.fares(), blacklist);
    }
}
