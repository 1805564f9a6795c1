package cn.haihe.card.clearing.file;

import cn.haihe.card.blacklist.ListedCards;
import cn.haihe.card.clearing.ClearingRules;
import cn.haihe.card.contract.RuleBook;
import cn.haihe.card.fare.FareBook;

/**
 * All that records are held against, as it is known now. Each part says itself from when it holds, and none changes what held
 * before, so a file that is gone on with later is judged as it was begun.
 *
 * @param book read after the file was registered: from then on nothing of its business day can change
 */
public record RulesInForce(RuleBook book, ClearingRules limits, FareBook fares, ListedCards blacklist) {}
