package cn.haihe.card.ledger;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Money moved between accounts: entries that sum to zero, never changed once posted. A correction is another transfer.
 *
 * @param id made of what is posted, so that posting it again is known
 * @param reference whatever leads back to the records behind it
 */
public record Transfer(UUID id, LocalDate businessDay, String reference, List<Entry> entries) {
    public Transfer {
        entries = List.copyOf(entries);
        if (entries.size() < 2) {
            throw new IllegalArgumentException("a transfer has two entries or more");
        }
        long sum = 0;
        for (Entry entry : entries) {
            sum = Math.addExact(sum, entry.amountFen());
        }
        if (sum != 0) {
            throw new IllegalArgumentException("a transfer balances; this is off by " + sum + " fen");
        }
    }

    /** @param reference of {@link TransferReference}: the id comes from it, so that it is posted once */
    public static Transfer of(LocalDate businessDay, String reference, List<Entry> entries) {
        UUID id = UUID.nameUUIDFromBytes(reference.getBytes(StandardCharsets.UTF_8));
        return new Transfer(id, businessDay, reference, entries);
    }
}
