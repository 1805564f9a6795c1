package cn.haihe.card.clearing.archive;

import blue.strategic.parquet.ParquetWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.bouncycastle.crypto.digests.SM3Digest;

/**
 * Takes the records of days that are settled and sealed out of the database and keeps them as Parquet files, a file a day. A
 * day's records are let go of only after its file was read back and holds the same; the ledger, sums and exceptions stay in the
 * database for ever. Blocks; whatever breaks off is begun anew.
 */
public final class DayArchive {
    /** How old the database wants a day to be at least, unless its owner changed that. */
    public static final int LEAST_DAYS = 92;

    private static final int ROWS_AT_ONCE = 10_000;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final String DUE = """
            SELECT s.business_day FROM ledger_seal s
            WHERE s.business_day < ?
              AND (SELECT w.state FROM card_window_step w WHERE w.business_day = s.business_day
                   ORDER BY w.step DESC LIMIT 1) = 'SETTLED'
              AND to_regclass('card_record_' || to_char(s.business_day, 'YYYYMMDD')) IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM card_archive a WHERE a.business_day = s.business_day)
              AND card_old_enough(s.business_day)
              AND NOT card_day_waits(s.business_day)
            ORDER BY s.business_day""";
    private static final String HERE = """
            SELECT to_regclass('card_record_' || to_char(?::date, 'YYYYMMDD')) IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM card_archive WHERE business_day = ?)""";
    private static final String RECORDS =
            "SELECT " + ArchivedRecord.COLUMNS + " FROM card_record WHERE business_day = ? ORDER BY file_id, line";
    private static final String LET_GO = "SELECT card_archive_day(?, ?, ?, ?, ?, ?, ?, ?, ?)";
    /** A second or so apart. */
    private static final int TRIES = 60;
    /** The database reads all of the day for itself before it lets it go. */
    private static final Duration SILENCE_MAX = Duration.ofMinutes(30);

    private final DataSource database;
    private final Path folder;
    private final Clock clock;

    /** @param folder that every hub of the installation, and the auditor, can read */
    public DayArchive(DataSource database, Path folder, Clock clock) {
        this.database = database;
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * @return the days before this one that may be archived, the earliest first: settled, sealed, as old as the database wants
     *     them, and with no record that waits for a decision
     */
    public List<LocalDate> due(LocalDate before) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(DUE)) {
            query.setObject(1, before);
            try (ResultSet rows = query.executeQuery()) {
                List<LocalDate> days = new ArrayList<>();
                while (rows.next()) {
                    days.add(rows.getObject(1, LocalDate.class));
                }
                return days;
            }
        }
    }

    /**
     * @param day one that is {@link #due}
     * @return false where another is at it, or has done it since {@link #due} was asked
     * @throws IOException where the file cannot be written, or does not hold what was written: the day stays as it is
     */
    public boolean archive(LocalDate day) throws IOException, SQLException {
        Files.createDirectories(folder);
        String start = "card-records-" + day.format(DateTimeFormatter.BASIC_ISO_DATE);
        try (Connection connection = database.getConnection()) {
            if (!lock(connection, day) || !isHere(connection, day)) {
                return false;
            }
            connection.setAutoCommit(false);
            deleteLeftovers(start);
            // Nobody else's, and the name tells its content: a hub that lost the lock on the way replaces nothing of
            // another's.
            Path part = Files.createTempFile(folder, start + "-", ".part");
            try {
                DaySums.Sums written = write(connection, day, part);
                DaySums.Sums read = read(part);
                if (!written.equals(read)) {
                    throw new IOException(part + " holds " + read + ", not " + written);
                }
                force(part);
                String digest = digest(part);
                String name = start + "-" + digest + ".parquet";
                Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
                force(folder);
                letGo(connection, day, name, read, digest);
            } finally {
                Files.deleteIfExists(part);
            }
            return true;
        }
    }

    /** Of hubs that died at it. */
    private void deleteLeftovers(String start) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, start + "*.part")) {
            for (Path leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
        }
    }

    /** Asked under the lock: another may have archived it since. */
    private static boolean isHere(Connection connection, LocalDate day) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(HERE)) {
            query.setObject(1, day);
            query.setObject(2, day);
            try (ResultSet got = query.executeQuery()) {
                got.next();
                return got.getBoolean(1);
            }
        }
    }

    /** Held until the connection is closed. */
    private static boolean lock(Connection connection, LocalDate day) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("SELECT pg_try_advisory_lock(hashtext('card_archive'), ?)")) {
            lock.setInt(1, (int) day.toEpochDay());
            try (ResultSet got = lock.executeQuery()) {
                got.next();
                return got.getBoolean(1);
            }
        }
    }

    private static DaySums.Sums write(Connection connection, LocalDate day, Path part)
            throws IOException, SQLException {
        DaySums sums = new DaySums();
        try (PreparedStatement query = connection.prepareStatement(RECORDS)) {
            query.setObject(1, day);
            query.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet rows = query.executeQuery();
                    ParquetWriter<ArchivedRecord> writer = ParquetDay.writer(part)) {
                while (rows.next()) {
                    ArchivedRecord record = ArchivedRecord.of(rows);
                    sums.add(record);
                    writer.write(record);
                }
            }
        }
        connection.commit();
        return sums.finish();
    }

    private static DaySums.Sums read(Path part) throws IOException {
        DaySums sums = new DaySums();
        try (Stream<ArchivedRecord> records = ParquetDay.read(part)) {
            records.forEachOrdered(sums::add);
        }
        return sums.finish();
    }

    /** The database itself refuses where it holds other records than those, or the day may not leave it. */
    private void letGo(Connection connection, LocalDate day, String name, DaySums.Sums read, String digest)
            throws SQLException {
        int usual = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, (int) SILENCE_MAX.toMillis());
        try (PreparedStatement letGo = connection.prepareStatement(LET_GO)) {
            letGo.setObject(1, day);
            letGo.setString(2, name);
            letGo.setString(3, digest);
            letGo.setObject(4, clock.instant().atOffset(ZoneOffset.UTC));
            letGo.setLong(5, read.records());
            letGo.setLong(6, read.amountFen());
            letGo.setLong(7, read.issuerFen());
            letGo.setString(8, read.content());
            letGo.setInt(9, TRIES);
            letGo.execute();
            // At once: the database holds the records' table for itself.
            connection.commit();
        } finally {
            connection.setNetworkTimeout(Runnable::run, usual);
        }
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static String digest(Path file) throws IOException {
        SM3Digest digest = new SM3Digest();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return HexFormat.of().formatHex(hash);
    }
}
