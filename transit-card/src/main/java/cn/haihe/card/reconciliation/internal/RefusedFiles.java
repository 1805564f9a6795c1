package cn.haihe.card.reconciliation.internal;

import cn.haihe.card.reconciliation.Discrepancies;
import cn.haihe.card.reconciliation.Discrepancy;
import cn.haihe.card.reconciliation.DiscrepancyStateException;
import cn.haihe.card.reconciliation.DiscrepancyStateException.Why;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;

/** A file that waited for rules is cleared on no day, by a person's word: its day may be sealed without it. */
final class RefusedFiles {
    private static final String SUBJECT = "file ";
    /** Who clears a file holds this lock, until its connection ends. */
    private static final String LOCK = "SELECT pg_try_advisory_xact_lock(hashtext('card_file'), $1) AS got";

    private static final String REFUSE = """
            INSERT INTO card_file_refusal (file_id, cause, by_whom, reason, at)
            SELECT f.id, $2, $3, $4, $5 FROM card_file f
            WHERE f.id = $1 AND NOT EXISTS (SELECT 1 FROM card_chunk c WHERE c.file_id = f.id)
              AND NOT EXISTS (SELECT 1 FROM card_file_posting p WHERE p.file_id = f.id)
            ON CONFLICT DO NOTHING""";
    private static final String TELL = """
            UPDATE card_upload SET state = 'REFUSED', fault = 'NO_RULES', file_id = NULL, detail = $2
            WHERE file_id = $1""";

    private RefusedFiles() {}

    static Uni<Void> refuse(SqlConnection transaction, Discrepancy known, String by, String reason, Instant at) {
        int fileId = Integer.parseInt(known.subject().substring(SUBJECT.length()));
        return transaction
                .preparedQuery(LOCK)
                .execute(Tuple.of(fileId))
                .invoke(rows -> refuseUnless(rows.iterator().next().getBoolean("got"), known))
                .chain(() -> transaction
                        .preparedQuery(REFUSE)
                        .execute(Tuple.of(
                                fileId, Discrepancies.cause(known.id()), by, reason, at.atOffset(ZoneOffset.UTC))))
                .invoke(rows -> refuseUnless(rows.rowCount() == 1, known))
                .chain(() -> transaction
                        .preparedQuery(TELL)
                        .execute(Tuple.of(
                                fileId,
                                "no rules hold for its sender on " + known.businessDay()
                                        + "; send it anew under another name: " + reason)))
                .replaceWithVoid();
    }

    private static void refuseUnless(boolean waits, Discrepancy known) {
        if (!waits) {
            throw new DiscrepancyStateException(known.id(), Why.WRONG_STATE, "the file is being cleared, or was");
        }
    }
}
