package cn.haihe.card.dispute.internal;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.dispute.Dispute.Attachment;
import cn.haihe.card.dispute.DisputeRules;
import cn.haihe.card.dispute.DisputeStateException;
import cn.haihe.card.dispute.DisputeStateException.Why;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.digests.SM3Digest;

/** Evidence as it was given, with the digest of its bytes. */
final class DisputeAttachments {
    private static final String COLUMNS = "id, institution, name, media_type, length(content) AS bytes, sm3, at";
    private static final String SAME = "SELECT " + COLUMNS
            + " FROM card_dispute_attachment WHERE dispute_id = $1 AND institution = $2 AND sm3 = $3";
    private static final String LIST =
            "SELECT " + COLUMNS + " FROM card_dispute_attachment WHERE dispute_id = $1 ORDER BY id";
    private static final String COUNT =
            "SELECT count(*) FROM card_dispute_attachment WHERE dispute_id = $1 AND institution = $2";
    private static final String CONTENT =
            "SELECT content FROM card_dispute_attachment WHERE dispute_id = $1 AND id = $2";
    private static final String INSERT = """
            INSERT INTO card_dispute_attachment (dispute_id, institution, name, media_type, content, sm3, at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)""";

    private final DisputeRules rules;
    private final Clock clock;

    DisputeAttachments(DisputeRules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    Uni<Attachment> add(
            SqlConnection transaction, long id, Institution institution, String name, String mediaType, byte[] bytes) {
        if (bytes.length == 0 || bytes.length > rules.attachmentBytesMax()) {
            throw new DisputeStateException(
                    Why.TOO_MANY_ATTACHMENTS, "an attachment has 1 to " + rules.attachmentBytesMax() + " bytes");
        }
        String sm3 = sm3(bytes);
        Tuple key = Tuple.of(id, institution.code(), sm3);
        return transaction
                .preparedQuery(SAME)
                .execute(key)
                .chain(same -> same.size() > 0
                        ? Uni.createFrom()
                                .item(DisputeRows.attachment(same.iterator().next()))
                        : transaction
                                .preparedQuery(COUNT)
                                .execute(Tuple.of(id, institution.code()))
                                .invoke(rows -> {
                                    if (rows.iterator().next().getLong(0) >= rules.attachmentsMax()) {
                                        throw new DisputeStateException(
                                                Why.TOO_MANY_ATTACHMENTS,
                                                institution + " may attach " + rules.attachmentsMax() + " at most");
                                    }
                                })
                                .chain(() -> transaction
                                        .preparedQuery(INSERT)
                                        .execute(Tuple.tuple()
                                                .addLong(id)
                                                .addString(institution.code())
                                                .addString(name)
                                                .addString(mediaType)
                                                .addBuffer(Buffer.buffer(bytes))
                                                .addString(sm3)
                                                .addOffsetDateTime(
                                                        clock.instant().atOffset(ZoneOffset.UTC))))
                                .chain(() -> transaction.preparedQuery(SAME).execute(key))
                                .map(rows ->
                                        DisputeRows.attachment(rows.iterator().next())));
    }

    static Uni<List<Attachment>> list(Pool pool, long id) {
        return pool.preparedQuery(LIST).execute(Tuple.of(id)).map(rows -> {
            List<Attachment> found = new ArrayList<>(rows.size());
            rows.forEach(row -> found.add(DisputeRows.attachment(row)));
            return found;
        });
    }

    static Uni<Optional<byte[]>> content(Pool pool, long id, long attachment) {
        return pool.preparedQuery(CONTENT)
                .execute(Tuple.of(id, attachment))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next().getBuffer(0).getBytes()));
    }

    private static String sm3(byte[] bytes) {
        SM3Digest digest = new SM3Digest();
        digest.update(bytes, 0, bytes.length);
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return HexFormat.of().formatHex(hash);
    }
}
