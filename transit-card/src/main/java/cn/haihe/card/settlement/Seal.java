package cn.haihe.card.settlement;

import java.time.Instant;
import java.time.LocalDate;

/**
 * The seal of a day of the ledger.
 *
 * @param hash of SM3 as it was kept, 64 hexadecimal digits
 */
public record Seal(LocalDate businessDay, String hash, Instant sealedAt) {
    /** @param hashNow of what stands in the ledger for that day now: the same, unless somebody changed the past */
    public record Check(Seal seal, String hashNow) {
        public boolean isWhole() {
            return seal.hash().equals(hashNow);
        }
    }
}
