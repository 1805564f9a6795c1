package cn.haihe.card.adjustment;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.ledger.AccountKind;
import cn.haihe.card.ledger.Entry;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Money that is to move after the day that it is about was closed. Nothing of that day is changed: what is posted is netted in
 * the window that is open then.
 *
 * @param cause what it comes from, by which it is found: {@code exception 12}, {@code dispute 3}; at most 40 characters
 * @param aboutDay the business day that it is about
 * @param debtor of a record its issuer; of the bank the institution; else who pays
 * @param creditor of a record its acquirer; of the bank the institution again; else who is paid
 * @param amountFen above zero; {@link AdjustmentKind#AT_BANK}: what the bank paid the institution beyond its instruction, below
 *     zero drew from it
 * @param issuerFen of a record: its issuer's share; else zero
 * @param record the record that it is about, empty where it is about none
 */
public record Adjustment(
        AdjustmentKind kind,
        String cause,
        LocalDate aboutDay,
        Institution debtor,
        Institution creditor,
        long amountFen,
        long issuerFen,
        Optional<RecordPlace> record) {
    private static final int CAUSE_LENGTH_MAX = 40;

    public Adjustment {
        if (cause.isBlank() || cause.length() > CAUSE_LENGTH_MAX) {
            throw new IllegalArgumentException("a cause has 1 to " + CAUSE_LENGTH_MAX + " characters");
        }
        if (kind == AdjustmentKind.AT_BANK ? amountFen == 0 : amountFen <= 0) {
            throw new IllegalArgumentException("nothing would move by " + amountFen + " fen");
        }
        if (issuerFen < 0 || issuerFen > 0 && issuerFen > amountFen) {
            throw new IllegalArgumentException("an issuer's share of " + issuerFen + " of " + amountFen + " fen");
        }
        if (kind.isOfRecord() != record.isPresent()) {
            throw new IllegalArgumentException(kind + " names " + (kind.isOfRecord() ? "its" : "no") + " record");
        }
        if (debtor.equals(creditor) != (kind == AdjustmentKind.AT_BANK) && !kind.isOfRecord()) {
            throw new IllegalArgumentException(kind + " between " + debtor + " and " + creditor);
        }
    }

    /**
     * Where a record stands.
     *
     * @param line from 1
     */
    public record RecordPlace(int fileId, int line) {
        @Override
        public String toString() {
            return fileId + "-" + line;
        }
    }

    /** What it posts; sums to zero. */
    public List<Entry> entries() {
        return switch (kind) {
            case RECORD_ACCEPTED -> ofRecord(1);
            case RECORD_TAKEN_BACK -> ofRecord(-1);
            case BETWEEN ->
                List.of(
                        new Entry(debtor, AccountKind.ADJUSTMENT_COST, creditor, -amountFen),
                        new Entry(creditor, AccountKind.ADJUSTMENT, debtor, amountFen));
            case AT_BANK ->
                List.of(
                        new Entry(debtor, AccountKind.NET_CLAIM, debtor, -amountFen),
                        new Entry(debtor, AccountKind.SETTLEMENT_BANK, debtor, amountFen));
        };
    }

    private List<Entry> ofRecord(int sign) {
        long acquirerFen = amountFen - issuerFen;
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry(debtor, AccountKind.CARD_FUNDS, creditor, -sign * amountFen));
        if (issuerFen > 0) {
            entries.add(new Entry(debtor, AccountKind.ISSUER_FEE, creditor, sign * issuerFen));
        }
        if (acquirerFen > 0) {
            entries.add(new Entry(creditor, AccountKind.ADJUSTMENT, debtor, sign * acquirerFen));
        }
        return entries;
    }
}
