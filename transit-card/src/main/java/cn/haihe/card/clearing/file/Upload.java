package cn.haihe.card.clearing.file;

import cn.haihe.card.exchange.BatchFault;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What an institution sent, and what has become of it.
 *
 * @param sequence the later sent, the higher
 * @param bytes as sent, packed or not
 * @param detail why it was refused or what keeps it waiting, for a person; may be empty
 * @param cleared empty until it is verified
 */
public record Upload(
        long sequence,
        String sender,
        String name,
        State state,
        long bytes,
        String sha256,
        Instant receivedAt,
        Optional<BatchFault> fault,
        String detail,
        Optional<Cleared> cleared) {

    /** How far a file has come. */
    public enum State {
        /** All of it has arrived. */
        RECEIVED,
        /** It is whole and its sender's; none of its records is cleared yet. */
        VERIFIED,
        CLEARING,
        /** Every record is accounted for, and the money is in the ledger. */
        POSTED,
        /** It was not taken as a whole. */
        REFUSED
    }

    /**
     * @param businessDay on which it is cleared
     * @param registeredAt the moment by which its records are late or in the future
     * @param records in the file; what is neither accepted, rejected nor suspended is not cleared yet
     */
    public record Cleared(
            int fileId,
            LocalDate businessDay,
            Instant registeredAt,
            long records,
            long amountFen,
            long accepted,
            long rejected,
            long suspended,
            Optional<Instant> postedAt) {}
}
