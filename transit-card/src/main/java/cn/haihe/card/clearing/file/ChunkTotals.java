package cn.haihe.card.clearing.file;

import cn.haihe.card.record.RecordReason;
import cn.haihe.card.record.RecordReason.Outcome;
import java.util.Arrays;

/** Counts and sums of one chunk, by the issuer's place. */
final class ChunkTotals {
    private final int[] records;
    private final long[] issuerFen;
    private final long[] acquirerFen;
    private int rejected;
    private int suspended;
    private int elsewhere;

    ChunkTotals(int institutions) {
        records = new int[institutions];
        issuerFen = new long[institutions];
        acquirerFen = new long[institutions];
    }

    void clear() {
        Arrays.fill(records, 0);
        Arrays.fill(issuerFen, 0);
        Arrays.fill(acquirerFen, 0);
        rejected = 0;
        suspended = 0;
        elsewhere = 0;
    }

    void accept(int issuer, long toIssuerFen, long toAcquirerFen) {
        records[issuer]++;
        issuerFen[issuer] = Math.addExact(issuerFen[issuer], toIssuerFen);
        acquirerFen[issuer] = Math.addExact(acquirerFen[issuer], toAcquirerFen);
    }

    void except(RecordReason reason) {
        if (reason.outcome() == Outcome.REJECTED) {
            rejected++;
        } else {
            suspended++;
        }
    }

    void leaveElsewhere() {
        elsewhere++;
    }

    int elsewhere() {
        return elsewhere;
    }

    int records(int issuer) {
        return records[issuer];
    }

    long issuerFen(int issuer) {
        return issuerFen[issuer];
    }

    long acquirerFen(int issuer) {
        return acquirerFen[issuer];
    }

    int rejected() {
        return rejected;
    }

    int suspended() {
        return suspended;
    }
}
