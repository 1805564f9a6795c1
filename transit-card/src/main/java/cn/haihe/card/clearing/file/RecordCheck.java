package cn.haihe.card.clearing.file;

import cn.haihe.card.contract.CardRanges;
import cn.haihe.card.record.RecordBlock;
import cn.haihe.card.record.RecordReason;

/** Holds each record of a block against what can be told of it alone, without keys and without the database. */
final class RecordCheck {
    private static final byte PURCHASE = 0x06;
    private static final byte COMPOSITE_PURCHASE = 0x09;
    /** Kind of consumption. */
    private static final byte TRANSFER = 8;
    /** Balances are 32 bits; an overdrawn purse wraps around. */
    private static final long BALANCE_MASK = 0xFFFF_FFFFL;

    private final FileRules rules;
    private final FareLimits fares;

    RecordCheck(FileRules rules) {
        this.rules = rules;
        fares = rules.newFareLimits();
    }

    void check(RecordBlock block) {
        for (int place = 0; place < block.size; place++) {
            if (block.isOpen(place)) {
                block.reason[place] = reason(block, place);
            }
        }
    }

    private RecordReason reason(RecordBlock block, int place) {
        if (block.test[place]) {
            return RecordReason.TEST;
        }
        if (block.type[place] != PURCHASE && block.type[place] != COMPOSITE_PURCHASE) {
            return RecordReason.MALFORMED;
        }
        long amount = block.amountFen[place];
        long left = block.balanceBeforeFen[place] - amount & BALANCE_MASK;
        long discount = block.discountFen[place];
        if (discount > 0
                && (block.consumeKind[place] != TRANSFER
                        || block.transferCity[place] <= 0
                        || block.transactionCity[place] <= 0)) {
            return RecordReason.MALFORMED;
        }
        if (amount < (discount > 0 ? 0 : 1)
                || amount + discount > rules.amountMaxFen()
                || left != block.balanceAfterFen[place]) {
            return RecordReason.IMPOSSIBLE_AMOUNT;
        }
        if (block.occurredEpochSecond[place] > rules.latestEpochSecond()) {
            return RecordReason.FUTURE;
        }
        if (block.occurredEpochSecond[place] < rules.earliestEpochSecond()) {
            return RecordReason.STALE;
        }
        // What a transfer made free has its tariff's word for it; whether truly so is seen with all that is
        // implausible.
        if (amount == 0 && !fares.isKnown(block, place)) {
            return RecordReason.IMPOSSIBLE_AMOUNT;
        }
        int issuer = rules.ranges().issuerOf(block.card[place]);
        if (issuer == CardRanges.NONE) {
            return RecordReason.UNKNOWN_CARD_RANGE;
        }
        if (issuer != block.issuer[place]) {
            return RecordReason.WRONG_ISSUER;
        }
        if (rules.shareRule(issuer, block.industry[place], block.consumeKind[place]) == null) {
            return RecordReason.NO_CONTRACT;
        }
        if (!rules.hasTacKey(issuer, block.keyVersion[place])) {
            return RecordReason.UNKNOWN_KEY;
        }
        boolean listed = rules.blacklist().wasListed(block.card[place], block.occurredEpochSecond[place]);
        return listed ? RecordReason.BLACKLISTED : null;
    }
}
