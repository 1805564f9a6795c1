package cn.haihe.card.reconciliation;

/** What does not agree: the one list of kinds. */
public enum DiscrepancyKind {
    /** Accepted records of a file, and no posting of theirs. */
    RECORD_WITHOUT_POSTING(Side.LEDGER),
    /** A posting of fares, and no accepted records behind it. */
    POSTING_WITHOUT_RECORD(Side.LEDGER),
    /** Accepted records and their posting tell different amounts. */
    POSTED_OTHERWISE(Side.LEDGER),
    /** The day was netted, or the bank instructed, by another amount than the day's ledger gives. */
    NETTED_OTHERWISE(Side.LEDGER),
    /** What stands in the ledger for a sealed day is not what was sealed. */
    SEAL_BROKEN(Side.LEDGER),
    /** The bank said nothing of an instruction in time. */
    CONFIRMATION_MISSING(Side.BANK),
    /** The bank says that it did not, or could not. */
    NOT_EXECUTED(Side.BANK),
    /** The bank did the same more than once. */
    CONFIRMED_TWICE(Side.BANK),
    /** The bank moved another amount than it was told. */
    CONFIRMED_OTHERWISE(Side.BANK),
    /** The bank moved what it was not told to. */
    UNKNOWN_INSTRUCTION(Side.BANK),
    /** A record waits for a decision longer than it may. */
    SUSPENDED_TOO_LONG(Side.RECORDS),
    /** No rules hold for a file's sender on its business day: it is not cleared, and its day is not sealed. */
    FILE_WITHOUT_RULES(Side.RECORDS);

    private final Side side;

    DiscrepancyKind(Side side) {
        this.side = side;
    }

    /** Where it was found. */
    public Side side() {
        return side;
    }

    /** What is held against what was cleared. */
    public enum Side {
        RECORDS,
        LEDGER,
        BANK
    }
}
