package cn.haihe.card.clearing.file;

import cn.haihe.card.contract.Institution;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A batch file that was received whole and is its sender's, so that its records may be cleared.
 *
 * @param id its number in the database
 * @param businessDay on which it is cleared
 * @param receivedAt the moment by which its records are late or in the future, however often clearing begins again
 */
public record ReceivedFile(
        int id, Path path, Institution acquirer, LocalDate businessDay, long records, Instant receivedAt) {}
