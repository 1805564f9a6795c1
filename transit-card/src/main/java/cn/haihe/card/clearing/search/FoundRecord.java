package cn.haihe.card.clearing.search;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.record.RecordReason;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Where the record of a card's transaction stands. */
public sealed interface FoundRecord {
    /** The line of the file that told of it first, and the day on which that was cleared. */
    Origin origin();

    record Origin(Institution acquirer, String file, long line, LocalDate businessDay) {}

    /**
     * In the database.
     *
     * @param psam security access module of the terminal, {@code psamSequence} its transaction
     * @param issuerFen its share of the amount, as of now; zero where no money moves
     * @param exception why no money moved as it was cleared; empty where it did
     * @param decision whether it is paid, by what people decided since; empty where they did not
     */
    record Kept(
            Origin origin,
            Institution issuer,
            Instant occurredAt,
            long amountFen,
            long issuerFen,
            long psam,
            long psamSequence,
            Optional<RecordReason> exception,
            Optional<Boolean> decision)
            implements FoundRecord {
        /** Whether money moves. */
        public boolean isPaid() {
            return decision.orElse(exception.isEmpty());
        }

        public long acquirerFen() {
            return isPaid() ? amountFen - issuerFen : 0;
        }
    }

    /**
     * In a file of the archive: the day's records were taken out of the database.
     *
     * @param archive its name in the archive's folder, and {@code digest} (SM3) of its bytes
     * @param fileId of the batch file that told of it
     */
    record Archived(Origin origin, String archive, String digest, int fileId, Fate fate) implements FoundRecord {}

    /**
     * What became of a record.
     *
     * @param exception why no money moved as it was cleared; empty where it did
     * @param decision whether it is paid, by what people decided since; empty where they did not
     * @param decidedIssuerFen its issuer's share, by what they decided
     */
    record Fate(Optional<RecordReason> exception, Optional<Boolean> decision, Optional<Long> decidedIssuerFen) {
        /** Of what moves now: a record that waited was shared only as people decided that it is paid. */
        public long issuerFen(long asCleared) {
            if (!decision.orElse(exception.isEmpty())) {
                return 0;
            }
            return exception.isEmpty() ? asCleared : decidedIssuerFen.orElseThrow();
        }
    }
}
