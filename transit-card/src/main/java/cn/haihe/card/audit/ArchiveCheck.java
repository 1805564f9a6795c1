package cn.haihe.card.audit;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.ParquetReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Reads the records of days that were taken out of the database from their Parquet files, holds them against what was said of
 * them then, and lays them beside those in the database: to every later check of this session {@code card_record} is both, and
 * {@code card_key} has what was let go of.
 */
final class ArchiveCheck implements Check {
    private static final String COLUMNS = """
            card, occurred_at, amount_fen, issuer_fen, psam, business_day, file_id, line, counter, psam_sequence, industry,
            card_type, consume_kind, issuer, discount_fen, city, card_city, transfer_city""";
    /** What the database said of the records when it let them go, against what lies in the files. */
    private static final String CONTENT = """
            SELECT a.business_day, 'is not what the database let go' AS archive
            FROM card_archive a
            LEFT JOIN (SELECT business_day, encode(sha256(string_agg(hash, ''::bytea ORDER BY file_id, block)), 'hex') AS content
                       FROM (SELECT business_day, file_id, (line - 1) / 1024 AS block,
                                    sha256(convert_to(string_agg(
                                        card || ' ' || (extract(epoch FROM occurred_at) * 1000000)::bigint || ' ' || amount_fen
                                        || ' ' || issuer_fen || ' ' || psam || ' ' || business_day - date '1970-01-01'
                                        || ' ' || file_id || ' ' || line || ' ' || counter || ' ' || psam_sequence
                                        || ' ' || industry || ' ' || card_type || ' ' || consume_kind || ' ' || discount_fen
                                        || ' ' || city || ' ' || card_city || ' ' || transfer_city || ' ' || issuer, chr(10) ORDER BY line), 'UTF8')) AS hash
                             FROM archived_record GROUP BY 1, 2, 3) AS blocks
                       GROUP BY business_day) AS here USING (business_day)
            WHERE a.content IS NOT NULL
              AND coalesce(here.content, encode(sha256(''::bytea), 'hex')) <> a.content""";

    /** Of files whose keys are gone every accepted record is as good as one. */
    private static final String KEYS = """
            CREATE TEMPORARY VIEW card_key AS
            SELECT card, counter, file_id, line FROM public.card_key
            UNION ALL
            SELECT r.card, r.counter, r.file_id, r.line FROM archived_record r
            WHERE EXISTS (SELECT 1 FROM card_keyless_file g WHERE g.file_id = r.file_id)
              AND NOT EXISTS (SELECT 1 FROM card_exception x WHERE x.file_id = r.file_id AND x.line = r.line)
              AND NOT EXISTS (SELECT 1 FROM public.card_key k WHERE k.card = r.card AND k.counter = r.counter
                              AND k.file_id = r.file_id AND k.line = r.line)""";

    private static final int COPIED_AT_ONCE = 1 << 16;

    private final Optional<Path> folder;

    ArchiveCheck(Optional<Path> folder) {
        this.folder = folder;
    }

    @Override
    public String name() {
        return "every archived day is at hand and holds what it held when it left the database";
    }

    @Override
    public List<String> findings(Connection books) throws SQLException, IOException {
        List<String> findings = new ArrayList<>();
        List<Told> archived = archived(books);
        if (archived.isEmpty()) {
            return findings;
        }
        if (folder.isEmpty()) {
            return List.of(archived.size() + " days are archived, and their folder was not named");
        }
        try (Statement statement = books.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE archived_record (LIKE public.card_record)");
            statement.execute("CREATE TEMPORARY VIEW card_record AS SELECT " + COLUMNS
                    + " FROM public.card_record UNION ALL SELECT " + COLUMNS + " FROM archived_record");
            statement.execute(KEYS);
            for (Told day : archived) {
                check(books, day, findings);
            }
            statement.execute("CREATE INDEX ON archived_record (file_id, line)");
            statement.execute("CREATE INDEX ON archived_record (card, counter)");
            statement.execute("ANALYZE archived_record");
            findings.addAll(Rows.texts(books, CONTENT));
        }
        return findings;
    }

    private record Told(LocalDate day, Path file, long records, long amountFen, long issuerFen, String digest) {}

    private List<Told> archived(Connection books) throws SQLException {
        List<Told> archived = new ArrayList<>();
        try (Statement statement = books.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT business_day, file, records, amount_fen, issuer_fen, digest
                        FROM card_archive ORDER BY business_day""")) {
            while (rows.next()) {
                archived.add(new Told(
                        rows.getObject(1, LocalDate.class),
                        folder.orElse(Path.of("")).resolve(rows.getString(2)),
                        rows.getLong(3),
                        rows.getLong(4),
                        rows.getLong(5),
                        rows.getString(6)));
            }
        }
        return archived;
    }

    private static void check(Connection books, Told told, List<String> findings) throws SQLException, IOException {
        if (!Files.isReadable(told.file)) {
            findings.add("the archive of " + told.day + " is not there: " + told.file);
            return;
        }
        if (!digest(told.file).equals(told.digest)) {
            findings.add("the archive of " + told.day + " was changed: its digest is another");
            return;
        }
        Loading loading = new Loading(books);
        try (Stream<Map<String, Object>> records =
                ParquetReader.streamContent(told.file.toFile(), new ParquetRows(), path -> path[0])) {
            records.forEachOrdered(loading::add);
        }
        loading.finish();
        if (loading.records != told.records
                || loading.amountFen != told.amountFen
                || loading.issuerFen != told.issuerFen) {
            findings.add("the archive of " + told.day + " holds " + loading.records + " records of " + loading.amountFen
                    + " fen, and not " + told.records + " of " + told.amountFen);
        }
    }

    private static String digest(Path file) throws IOException {
        SM3Digest digest = new SM3Digest();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[COPIED_AT_ONCE];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return HexFormat.of().formatHex(hash);
    }

    private static final class Loading {
        private final CopyIn copy;
        private final StringBuilder text = new StringBuilder();
        private long records;
        private long amountFen;
        private long issuerFen;

        Loading(Connection books) throws SQLException {
            copy = books.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY archived_record (" + COLUMNS + ") FROM STDIN (FORMAT text)");
        }

        void add(Map<String, Object> record) {
            records++;
            amountFen += (Long) record.get("amount_fen");
            issuerFen += (Long) record.get("issuer_fen");
            String between = "";
            for (String column : COLUMNS.split(",\\s+")) {
                text.append(between).append(text(column, record.get(column)));
                between = "\t";
            }
            text.append('\n');
            if (text.length() > COPIED_AT_ONCE) {
                send();
            }
        }

        private static Object text(String column, Object value) {
            return switch (column) {
                case "occurred_at" -> Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS);
                case "business_day" -> LocalDate.ofEpochDay((Integer) value);
                // Of days that were archived before there were such columns: none.
                case "discount_fen", "city", "card_city", "transfer_city" -> value == null ? 0 : value;
                default -> value;
            };
        }

        private void send() {
            byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);
            text.setLength(0);
            try {
                copy.writeToCopy(utf8, 0, utf8.length);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        void finish() throws SQLException {
            send();
            copy.endCopy();
        }
    }

    private static final class ParquetRows implements Hydrator<Map<String, Object>, Map<String, Object>, String> {
        @Override
        public Map<String, Object> start() {
            return new HashMap<>();
        }

        @Override
        public Map<String, Object> add(Map<String, Object> row, String column, Object value) {
            row.put(column, value);
            return row;
        }

        @Override
        public Map<String, Object> finish(Map<String, Object> row) {
            return row;
        }
    }
}
