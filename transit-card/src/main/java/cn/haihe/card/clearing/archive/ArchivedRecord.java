package cn.haihe.card.clearing.archive;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;

/** A record as it stood in the database, column by column. */
record ArchivedRecord(
        long card,
        Instant occurredAt,
        long amountFen,
        long issuerFen,
        long psam,
        LocalDate businessDay,
        int fileId,
        int line,
        int counter,
        int psamSequence,
        int industry,
        int cardType,
        int consumeKind,
        String issuer,
        int discountFen,
        int city,
        int cardCity,
        int transferCity) {
    static final String COLUMNS = """
            card, occurred_at, amount_fen, issuer_fen, psam, business_day, file_id, line, counter, psam_sequence, industry,
            card_type, consume_kind, issuer, discount_fen, city, card_city, transfer_city""";

    static ArchivedRecord of(ResultSet row) throws SQLException {
        return new ArchivedRecord(
                row.getLong(1),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getObject(6, LocalDate.class),
                row.getInt(7),
                row.getInt(8),
                row.getInt(9),
                row.getInt(10),
                row.getInt(11),
                row.getInt(12),
                row.getInt(13),
                row.getString(14),
                row.getInt(15),
                row.getInt(16),
                row.getInt(17),
                row.getInt(18));
    }

    /** @param values by the columns' names, as Parquet gives them */
    static ArchivedRecord of(Map<String, Object> values) {
        return new ArchivedRecord(
                (Long) values.get("card"),
                ParquetDay.instant((Long) values.get("occurred_at")),
                (Long) values.get("amount_fen"),
                (Long) values.get("issuer_fen"),
                (Long) values.get("psam"),
                LocalDate.ofEpochDay((Integer) values.get("business_day")),
                (Integer) values.get("file_id"),
                (Integer) values.get("line"),
                (Integer) values.get("counter"),
                (Integer) values.get("psam_sequence"),
                (Integer) values.get("industry"),
                (Integer) values.get("card_type"),
                (Integer) values.get("consume_kind"),
                (String) values.get("issuer"),
                // Of days that were archived before there were such columns: none.
                (Integer) values.getOrDefault("discount_fen", 0),
                (Integer) values.getOrDefault("city", 0),
                (Integer) values.getOrDefault("card_city", 0),
                (Integer) values.getOrDefault("transfer_city", 0));
    }

    /** All of it as a line, as the database writes it for itself to compare. */
    String text() {
        return card + " " + ParquetDay.micros(occurredAt) + ' ' + amountFen + ' ' + issuerFen + ' ' + psam + ' '
                + businessDay.toEpochDay() + ' ' + fileId + ' ' + line + ' ' + counter + ' ' + psamSequence + ' '
                + industry
                + ' ' + cardType + ' ' + consumeKind + ' ' + discountFen + ' ' + city + ' '
                + cardCity + ' ' + transferCity + ' ' + issuer;
    }
}
