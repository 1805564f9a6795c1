package cn.haihe.card.ledger;

import cn.haihe.card.contract.Institution;

/**
 * One side of a transfer.
 *
 * @param owner whose account
 * @param counterparty with whom the account is kept; the owner itself for its cards at its own gates
 * @param amountFen credit above, debit below zero; never zero
 */
public record Entry(Institution owner, AccountKind kind, Institution counterparty, long amountFen) {
    public Entry {
        if (owner == null || kind == null || counterparty == null || amountFen == 0) {
            throw new IllegalArgumentException("an entry names its account and moves something");
        }
    }
}
