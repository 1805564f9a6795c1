package cn.haihe.card.clearing.internal;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.ledger.AccountKind;
import cn.haihe.card.ledger.Entry;
import cn.haihe.card.ledger.Transfer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The money that one batch moves: one transfer per issuer whose cards it holds. */
final class BatchTransfers {
    static List<Transfer> of(Institution acquirer, String batchId, LocalDate businessDay, List<CheckedTap> accepted) {
        Map<Institution, long[]> sums = new TreeMap<>();
        for (CheckedTap tap : accepted) {
            long[] sum = sums.computeIfAbsent(tap.contract().issuer(), i -> new long[2]);
            sum[0] = Math.addExact(sum[0], tap.shares().issuerFen());
            sum[1] = Math.addExact(sum[1], tap.shares().acquirerFen());
        }
        return sums.entrySet().stream()
                .map(e -> transfer(e.getKey(), acquirer, batchId, businessDay, e.getValue()[0], e.getValue()[1]))
                .toList();
    }

    private static Transfer transfer(
            Institution issuer,
            Institution acquirer,
            String batchId,
            LocalDate businessDay,
            long issuerFen,
            long acquirerFen) {
        var entries = new ArrayList<Entry>();
        entries.add(new Entry(issuer, AccountKind.CARD_FUNDS, acquirer, -Math.addExact(issuerFen, acquirerFen)));
        if (issuerFen > 0) {
            entries.add(new Entry(issuer, AccountKind.ISSUER_FEE, acquirer, issuerFen));
        }
        if (acquirerFen > 0) {
            entries.add(new Entry(acquirer, AccountKind.FARE_REVENUE, issuer, acquirerFen));
        }
        String reference = "batch " + acquirer + "/" + batchId + " issuer " + issuer;
        UUID id = UUID.nameUUIDFromBytes(reference.getBytes(StandardCharsets.UTF_8));
        return new Transfer(id, businessDay, reference, entries);
    }

    private BatchTransfers() {}
}
