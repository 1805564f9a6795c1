package cn.haihe.card.record;

import java.util.Optional;

/**
 * What became of a record, and why: the one list of reasons of all ways in. Which reasons exist, and their codes in answer
 * files, is ours: no standard that we have seen fixes them.
 */
public enum RecordReason {
    ACCEPTED("00", Outcome.ACCEPTED),
    /** A field is missing, or is not what it should be. */
    MALFORMED("10", Outcome.REJECTED),
    /** The card is of no institution that takes part. */
    UNKNOWN_CARD_RANGE("11", Outcome.REJECTED),
    /** The card is of another institution than the record says. */
    WRONG_ISSUER("12", Outcome.REJECTED),
    /** Nothing was paid though no transfer made it free, more than any fare was, or another amount than the card's balances before and after tell. */
    IMPOSSIBLE_AMOUNT("13", Outcome.REJECTED),
    /** Dated later than now. */
    FUTURE("14", Outcome.REJECTED),
    /** Dated earlier than late records are taken. */
    STALE("15", Outcome.REJECTED),
    /** The two institutions have no contract for it on that day, or none for its industry and kind. */
    NO_CONTRACT("16", Outcome.REJECTED),
    /** The security module found another transaction authentication code. */
    WRONG_TAC("20", Outcome.REJECTED),
    /** The issuer's cards do not use that version of their key on that day, or the security module has none. */
    UNKNOWN_KEY("21", Outcome.REJECTED),
    /** The card was on the blacklist when it paid, and terminals had had the time to know. */
    BLACKLISTED("22", Outcome.REJECTED),
    /** Marked as a test by its terminal: kept apart from all money. */
    TEST("23", Outcome.REJECTED),
    /** The same event, told the same before. */
    DUPLICATE("30", Outcome.REJECTED),
    /** The same card and counter, told otherwise: nobody gets the money until it is settled who is right. */
    CONFLICTING("40", Outcome.SUSPENDED),
    /** Another record has the same security access module and terminal sequence. */
    TERMINAL_SEQUENCE_REUSED("41", Outcome.SUSPENDED),
    /** No tariff in force gives this amount, or what a transfer is said to have taken off it; or that by another's home. */
    IMPLAUSIBLE_FARE("42", Outcome.SUSPENDED);

    private final String code;
    private final Outcome outcome;

    RecordReason(String code, Outcome outcome) {
        this.code = code;
        this.outcome = outcome;
    }

    /** Two digits, as in answer files. */
    public String code() {
        return code;
    }

    public Outcome outcome() {
        return outcome;
    }

    public static Optional<RecordReason> find(String code) {
        for (RecordReason reason : values()) {
            if (reason.code.equals(code)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }

    /** Whether money moves. */
    public enum Outcome {
        ACCEPTED,
        REJECTED,
        /** Waits for a decision. */
        SUSPENDED
    }
}
