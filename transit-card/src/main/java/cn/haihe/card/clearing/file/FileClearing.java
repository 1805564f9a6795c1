package cn.haihe.card.clearing.file;

import cn.haihe.card.exchange.BatchFileReader;
import cn.haihe.card.exchange.BatchInput;
import cn.haihe.card.record.RecordBlock;
import cn.haihe.card.tac.SecurityModule;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Clears the records of batch files: each is held against the rules and its code against the security module, then taken once
 * and for ever. Memory does not grow with the file. A file whose clearing was broken off is gone on with where the last chunk
 * was stored; what it holds is never taken twice.
 */
public final class FileClearing {
    static final int RECORDS_IN_CHUNK = 16_384;

    private final DataSource database;
    private final Supplier<RulesInForce> rules;
    private final SecurityModule keys;
    private final LongPredicate isHere;

    /** @param rules asked once for each file */
    public FileClearing(DataSource database, Supplier<RulesInForce> rules, SecurityModule keys) {
        this(database, rules, keys, card -> true);
    }

    /**
     * Where several servers share the cards, each clears every file, and takes the records of its own cards.
     *
     * @param isHere by the card's number whether a record is this server's; exactly one of the servers says yes of each number,
     *     also of one that is no card's
     */
    public FileClearing(DataSource database, Supplier<RulesInForce> rules, SecurityModule keys, LongPredicate isHere) {
        this.database = database;
        this.rules = rules;
        this.keys = keys;
        this.isHere = isHere;
    }

    /**
     * Blocks until every record of the file is accounted for.
     *
     * @return false where another clears this file now
     * @throws IllegalStateException where a person decided that it is cleared on no day
     * @throws cn.haihe.card.tac.SecurityModuleException where the security module is out of reach; begin again later
     */
    public boolean clear(ReceivedFile file) throws IOException, SQLException, InterruptedException {
        RulesInForce inForce = rules.get();
        try (Connection connection = database.getConnection()) {
            if (!lock(connection, file)) {
                return false;
            }
            try {
                refuseRefused(connection, file);
                clear(connection, file, inForce);
            } finally {
                unlock(connection, file);
            }
            return true;
        }
    }

    private void clear(Connection connection, ReceivedFile file, RulesInForce inForce)
            throws IOException, SQLException, InterruptedException {
        FileRules fileRules = FileRules.of(inForce, file, keysGoneBefore(connection));
        List<String> codes =
                fileRules.institutions().stream().map(Object::toString).toList();
        openDay(connection, file);
        long stored = storedRecords(connection, file);
        ChunkStore store = new ChunkStore(file, fileRules, connection, RECORDS_IN_CHUNK);
        RecordCheck check = new RecordCheck(fileRules);
        try (InputStream in = BatchInput.open(file.path(), Long.MAX_VALUE);
                BatchFileReader reader = new BatchFileReader(in, codes);
                Pipeline pipeline = new Pipeline(store, RECORDS_IN_CHUNK)) {
            reader.skip(stored);
            RecordBlock block = pipeline.take();
            while (reader.next(block)) {
                leaveElsewhere(block);
                check.check(block);
                keys.check(block);
                pipeline.store(block);
                block = pipeline.take();
            }
            pipeline.finish();
        }
    }

    /** Nobody refuses it while the lock is held. */
    private static void refuseRefused(Connection connection, ReceivedFile file) throws SQLException {
        try (PreparedStatement find =
                connection.prepareStatement("SELECT EXISTS (SELECT 1 FROM card_file_refusal WHERE file_id = ?)")) {
            find.setInt(1, file.id());
            try (ResultSet got = find.executeQuery()) {
                got.next();
                if (got.getBoolean(1)) {
                    throw new IllegalStateException("file " + file.id() + " was refused");
                }
            }
        }
    }

    private void leaveElsewhere(RecordBlock block) {
        for (int place = 0; place < block.size; place++) {
            block.elsewhere[place] = !isHere.test(block.card[place]);
        }
    }

    /** Held until {@link #unlock}, or until the connection of a hub that died is gone. */
    private static boolean lock(Connection connection, ReceivedFile file) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("SELECT pg_try_advisory_lock(hashtext('card_file'), ?)")) {
            lock.setInt(1, file.id());
            try (ResultSet got = lock.executeQuery()) {
                got.next();
                return got.getBoolean(1);
            }
        }
    }

    /** Closing the connection would do, but only once the server has seen it: who goes on with the file at once would not. */
    private static void unlock(Connection connection, ReceivedFile file) {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            try (PreparedStatement unlock =
                    connection.prepareStatement("SELECT pg_advisory_unlock(hashtext('card_file'), ?)")) {
                unlock.setInt(1, file.id());
                unlock.execute();
            }
        } catch (SQLException gone) {
            // With the connection goes the lock.
        }
    }

    private static void openDay(Connection connection, ReceivedFile file) throws SQLException {
        try (PreparedStatement open = connection.prepareStatement("SELECT card_open_day(?)")) {
            open.setObject(1, file.businessDay());
            open.execute();
        }
    }

    /** Read after the file was registered: none is let go that it could still clash with. */
    private static Instant keysGoneBefore(Connection connection) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement("SELECT before FROM card_key_trim");
                ResultSet got = find.executeQuery()) {
            got.next();
            return got.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    private static long storedRecords(Connection connection, ReceivedFile file) throws SQLException {
        try (PreparedStatement sum =
                connection.prepareStatement("SELECT coalesce(sum(records), 0) FROM card_chunk WHERE file_id = ?")) {
            sum.setInt(1, file.id());
            try (ResultSet got = sum.executeQuery()) {
                got.next();
                return got.getLong(1);
            }
        }
    }
}
