package cn.haihe.card.clearing.file;

import cn.haihe.card.record.RecordBlock;
import cn.haihe.card.record.RecordReason;
import cn.haihe.card.record.RecordReason.Outcome;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLState;

/**
 * Writes one chunk of a file after the other, each in a transaction of its own: whose key was told before, the records, the
 * exceptions, the sums. One thread, one connection.
 */
final class ChunkStore {
    private static final String INCOMING = """
            CREATE TEMPORARY TABLE IF NOT EXISTS incoming
                (card bigint, counter integer, line integer, fingerprint bigint, old_form bigint) ON COMMIT DELETE ROWS""";
    /** In one order for all files, so that two that hold the same keys wait for each other instead of both for ever. */
    private static final String TAKE_KEYS = """
            INSERT INTO card_key (card, counter, file_id, line, fingerprint)
            SELECT card, counter, ?, line, fingerprint FROM incoming
            ORDER BY card, counter, line
            ON CONFLICT DO NOTHING""";

    private static final String FIND_CLASHES = """
            SELECT i.line, k.file_id, k.line,
                   k.fingerprint = i.fingerprint
                   OR k.fingerprint = i.old_form AND k.file_id <= (SELECT old_until_file FROM card_key_form)
            FROM incoming i JOIN card_key k USING (card, counter)
            WHERE (k.file_id, k.line) <> (?, i.line)""";
    private static final String KEEP_TOTAL = """
            INSERT INTO card_chunk_total (file_id, first_line, issuer, contract_id, records, issuer_fen, acquirer_fen)
            VALUES (?, ?, ?, ?, ?, ?, ?)""";
    private static final String KEEP_CHUNK = """
            INSERT INTO card_chunk (file_id, first_line, records, accepted, rejected, suspended, elsewhere)
            VALUES (?, ?, ?, ?, ?, ?, ?)""";

    private static final int RECORD_COLUMNS = 18;
    private static final int CAREFUL_MOST = 64;
    /** Into the day's own partition: finding it for each row costs. */
    private static final String RECORDS = """
            %s (card, occurred_at, amount_fen, issuer_fen, psam, business_day, file_id, line, counter,
                         psam_sequence, industry, card_type, consume_kind, issuer, discount_fen, city, card_city, transfer_city)""";

    private final ReceivedFile file;
    private final FileRules rules;
    private final Connection connection;
    private final PGConnection postgres;
    private final Suspensions suspensions;
    private final ChunkTotals totals;
    private final FareLimits fares;
    private final CopyBuffer keys = new CopyBuffer("card_key (card, counter, file_id, line, fingerprint)", 5);
    private final KeyOrder order;
    /** Chunks for which the plain way is not tried, and how many it will be after the next clash. */
    private int careful;

    private int carefulNext = 1;
    private final CopyBuffer incoming = new CopyBuffer("incoming (card, counter, line, fingerprint, old_form)", 5);
    private final CopyBuffer records;
    private final CopyBuffer exceptions =
            new CopyBuffer("card_exception (file_id, line, reason, other_file_id, other_line)", 5);
    private final CopyBuffer claims = new CopyBuffer("card_transfer_claim (card, counter, business_day)", 3);
    private final byte[][] issuerCodes;
    private final int[] otherFile;
    private final int[] otherLine;

    ChunkStore(ReceivedFile file, FileRules rules, Connection connection, int capacity) throws SQLException {
        this.file = file;
        this.rules = rules;
        this.connection = connection;
        postgres = connection.unwrap(PGConnection.class);
        suspensions = new Suspensions(file, connection);
        totals = new ChunkTotals(rules.institutions().size());
        fares = rules.newFareLimits();
        String partition = "card_record_" + file.businessDay().format(DateTimeFormatter.BASIC_ISO_DATE);
        records = new CopyBuffer(RECORDS.formatted(partition), RECORD_COLUMNS);
        issuerCodes = rules.institutions().stream()
                .map(institution -> institution.code().getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        order = new KeyOrder(capacity);
        otherFile = new int[capacity];
        otherLine = new int[capacity];
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(INCOMING);
        }
        connection.commit();
    }

    /** Stores the block's records, or nothing of them where it fails. */
    void store(RecordBlock block) throws SQLException {
        try {
            takeKeys(block);
            suspendImplausible(block);
            totals.clear();
            for (int place = 0; place < block.size; place++) {
                put(block, place);
            }
            records.send(postgres);
            exceptions.send(postgres);
            claims.send(postgres);
            keepSums(block);
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        }
    }

    /** Most chunks hold nothing that was told before: they are tried as if it were so. After a clash the next ones are not. */
    private void takeKeys(RecordBlock block) throws SQLException {
        Arrays.fill(otherFile, 0);
        if (careful > 0) {
            careful--;
            takeKeysOneByOne(block);
        } else if (takeAllKeys(block)) {
            carefulNext = 1;
        } else {
            careful = carefulNext;
            carefulNext = Math.min(2 * carefulNext, CAREFUL_MOST);
            takeKeysOneByOne(block);
        }
    }

    private boolean takeAllKeys(RecordBlock block) throws SQLException {
        int count = order.sort(block);
        for (int i = 0; i < count; i++) {
            int place = order.place(i);
            keys.row()
                    .put(block.card[place])
                    .put(block.counter[place])
                    .put(file.id())
                    .put((int) block.line(place))
                    .put(Fingerprint.of(block, place, file.acquirer().code()));
        }
        try {
            keys.send(postgres);
            return true;
        } catch (SQLException e) {
            keys.clear();
            if (!PSQLState.UNIQUE_VIOLATION.getState().equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback();
            return false;
        }
    }

    private void takeKeysOneByOne(RecordBlock block) throws SQLException {
        for (int place = 0; place < block.size; place++) {
            if (block.isOpen(place)) {
                incoming.row()
                        .put(block.card[place])
                        .put(block.counter[place])
                        .put((int) block.line(place))
                        .put(Fingerprint.of(block, place, file.acquirer().code()))
                        .put(Fingerprint.ofOldForm(block, place, file.acquirer().code()));
            }
        }
        int asked = incoming.rows();
        incoming.send(postgres);
        try (PreparedStatement take = connection.prepareStatement(TAKE_KEYS)) {
            take.setInt(1, file.id());
            if (take.executeUpdate() < asked) {
                findClashes(block);
            }
        }
    }

    private void findClashes(RecordBlock block) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(FIND_CLASHES)) {
            find.setInt(1, file.id());
            try (ResultSet clashes = find.executeQuery()) {
                while (clashes.next()) {
                    int place = (int) (clashes.getInt(1) - block.firstLine);
                    otherFile[place] = clashes.getInt(2);
                    otherLine[place] = clashes.getInt(3);
                    boolean same = clashes.getBoolean(4);
                    block.reject(place, same ? RecordReason.DUPLICATE : RecordReason.CONFLICTING);
                    if (!same) {
                        suspendOther(block, place);
                    }
                }
            }
        }
        suspensions.write();
    }

    private void suspendOther(RecordBlock block, int place) {
        boolean inThisBlock = otherFile[place] == file.id() && otherLine[place] >= block.firstLine;
        if (inThisBlock) {
            int other = (int) (otherLine[place] - block.firstLine);
            otherFile[other] = file.id();
            otherLine[other] = (int) block.line(place);
            block.reject(other, RecordReason.CONFLICTING);
        } else {
            suspensions.add(otherFile[place], otherLine[place], (int) block.line(place));
        }
    }

    /**
     * Last of all: such a record may be accepted by decision, so its code was checked and its key is taken, or the same could
     * be paid again when it is sent once more.
     */
    private void suspendImplausible(RecordBlock block) {
        for (int place = 0; place < block.size; place++) {
            if (block.isOpen(place) && !fares.isPlausible(block, place)) {
                block.reject(place, RecordReason.IMPLAUSIBLE_FARE);
            }
        }
    }

    private void put(RecordBlock block, int place) {
        if (block.elsewhere[place]) {
            totals.leaveElsewhere();
            return;
        }
        RecordReason reason = block.reason[place];
        if (reason == null) {
            long issuerFen = rules.shareRule(block.issuer[place], block.industry[place], block.consumeKind[place])
                    .issuerFen(block.amountFen[place]);
            totals.accept(block.issuer[place], issuerFen, block.amountFen[place] - issuerFen);
            putRecord(block, place, issuerFen);
            if (block.discountFen[place] > 0 && block.transferCity[place] != block.transactionCity[place]) {
                claims.row().put(block.card[place]).put(block.counter[place]).put(file.businessDay());
            }
            return;
        }
        totals.except(reason);
        exceptions.row().put(file.id()).put((int) block.line(place)).put(Names.of(reason));
        if (otherFile[place] == 0) {
            exceptions.putNull().putNull();
        } else {
            exceptions.put(otherFile[place]).put(otherLine[place]);
        }
        if (reason.outcome() == Outcome.SUSPENDED) {
            putRecord(block, place, 0);
        }
    }

    private void putRecord(RecordBlock block, int place, long issuerFen) {
        records.row()
                .put(block.card[place])
                .putSecond(block.occurredEpochSecond[place])
                .put(block.amountFen[place])
                .put(issuerFen)
                .put(block.psam[place])
                .put(file.businessDay())
                .put(file.id())
                .put((int) block.line(place))
                .put(block.counter[place])
                .put(block.psamSequence[place])
                .put((short) block.industry[place])
                .put(block.cardType[place])
                .put((short) block.consumeKind[place])
                .put(issuerCodes[block.issuer[place]])
                .put(block.discountFen[place])
                .put(block.transactionCity[place])
                .put((short) fares.cardCity(block, place))
                .put(block.transferCity[place]);
    }

    private void keepSums(RecordBlock block) throws SQLException {
        try (PreparedStatement keep = connection.prepareStatement(KEEP_TOTAL)) {
            for (int issuer = 0; issuer < rules.institutions().size(); issuer++) {
                if (totals.records(issuer) > 0) {
                    keep.setInt(1, file.id());
                    keep.setInt(2, (int) block.firstLine);
                    keep.setString(3, rules.institutions().get(issuer).code());
                    keep.setString(4, rules.contractByIssuer()[issuer].id());
                    keep.setInt(5, totals.records(issuer));
                    keep.setLong(6, totals.issuerFen(issuer));
                    keep.setLong(7, totals.acquirerFen(issuer));
                    keep.addBatch();
                }
            }
            keep.executeBatch();
        }
        try (PreparedStatement keep = connection.prepareStatement(KEEP_CHUNK)) {
            keep.setInt(1, file.id());
            keep.setInt(2, (int) block.firstLine);
            keep.setInt(3, block.size);
            keep.setInt(4, block.size - totals.rejected() - totals.suspended() - totals.elsewhere());
            keep.setInt(5, totals.rejected());
            keep.setInt(6, totals.suspended());
            keep.setInt(7, totals.elsewhere());
            keep.executeUpdate();
        }
    }

    private static final class Names {
        private static final byte[][] UTF8 = new byte[RecordReason.values().length][];

        static {
            for (RecordReason reason : RecordReason.values()) {
                UTF8[reason.ordinal()] = reason.name().getBytes(StandardCharsets.UTF_8);
            }
        }

        static byte[] of(RecordReason reason) {
            return UTF8[reason.ordinal()];
        }
    }
}
