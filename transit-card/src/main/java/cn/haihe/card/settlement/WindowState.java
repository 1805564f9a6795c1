package cn.haihe.card.settlement;

import java.util.Set;

/** Where the window of a business day stands. */
public enum WindowState {
    /** Files are taken. */
    OPEN,
    /** No more files; those that were taken are still being cleared. */
    CLOSING,
    /** Every record of the day is accounted for, and the day's ledger is sealed. */
    CLOSED,
    /** What each institution owes or is owed stands. */
    NETTED,
    /** The bank was told what to move. */
    INSTRUCTED,
    /** The bank has moved all of it. */
    SETTLED,
    /** The bank did not do as it was told: people decide how to go on. */
    DISPUTED;

    private Set<WindowState> following() {
        return switch (this) {
            case OPEN -> Set.of(CLOSING);
            case CLOSING -> Set.of(CLOSED);
            case CLOSED -> Set.of(NETTED);
            case NETTED -> Set.of(INSTRUCTED);
            case INSTRUCTED -> Set.of(SETTLED, DISPUTED);
            case DISPUTED -> Set.of(INSTRUCTED, SETTLED);
            case SETTLED -> Set.of();
        };
    }

    public boolean mayBecome(WindowState next) {
        return following().contains(next);
    }
}
