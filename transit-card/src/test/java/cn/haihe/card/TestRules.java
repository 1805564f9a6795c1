package cn.haihe.card;

import cn.haihe.card.blacklist.ListedCards;
import cn.haihe.card.clearing.ClearingRules;
import cn.haihe.card.clearing.file.RulesInForce;
import cn.haihe.card.contract.ThreeInstitutions;
import cn.haihe.card.fare.ThreeCities;

/** The rules of a new installation, with nobody on the blacklist. */
public final class TestRules {
    private TestRules() {}

    public static RulesInForce all() {
        return with(ListedCards.NONE);
    }

    public static RulesInForce with(ListedCards blacklist) {
        return new RulesInForce(ThreeInstitutions.book(), ClearingRules.defaults(), ThreeCities.fares(), blacklist);
    }
}
