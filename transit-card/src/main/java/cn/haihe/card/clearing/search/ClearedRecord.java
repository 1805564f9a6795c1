package cn.haihe.card.clearing.search;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.record.RecordReason;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A record that is kept: it was accepted, or waits for a decision.
 *
 * @param line of the file, from 1
 * @param issuerFen the issuer's share; zero where no money moved
 * @param exception why no money moved as it was cleared; empty where it did
 * @param decision whether it is paid, by what people decided since; empty where they did not
 */
public record ClearedRecord(
        int fileId,
        int line,
        LocalDate businessDay,
        Institution acquirer,
        String file,
        Institution issuer,
        long card,
        int counter,
        Instant occurredAt,
        long amountFen,
        long issuerFen,
        int industry,
        int consumeKind,
        Optional<RecordReason> exception,
        Optional<Boolean> decision) {
    public boolean isPaid() {
        return decision.orElse(exception.isEmpty());
    }
}
