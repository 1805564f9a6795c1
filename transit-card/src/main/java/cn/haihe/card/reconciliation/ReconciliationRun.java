package cn.haihe.card.reconciliation;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One time that a business day's records, ledger and bank were held against each other.
 *
 * @param records accepted ones, with what was paid by them; zero where only {@link Scope#FOLLOW_UP}
 * @param postedFen of fares, in the ledger
 * @param instructedFen to be paid to institutions
 * @param confirmedFen paid to institutions, as the bank says
 * @param found discrepancies that are there
 * @param fresh of them, those that no run found before
 * @param noLonger that an earlier run found, and this one did not
 * @param leftOut records past their time that were more than one run brings to people
 */
public record ReconciliationRun(
        long id,
        LocalDate businessDay,
        Scope scope,
        Instant startedAt,
        Instant endedAt,
        String by,
        long records,
        long recordsFen,
        long postedFen,
        long instructedFen,
        long confirmedFen,
        int found,
        int fresh,
        int noLonger,
        long leftOut) {

    /** What a run looks at. */
    public enum Scope {
        FULL,
        /** The bank's words and the records that wait: all that may change after a day was sealed and held against itself. */
        FOLLOW_UP
    }
}
