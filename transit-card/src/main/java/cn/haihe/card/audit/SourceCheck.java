package cn.haihe.card.audit;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipException;

/**
 * Reads the files that were sent, again, and holds every line against what the books say of it. The folder may hold them as it
 * likes, or as a hub does: {@code SENDER/NAME.batch}, beside what has arrived in part.
 */
final class SourceCheck implements Check {
    private static final int HEADER_END = 50;
    private static final int AMOUNT_END = 63;
    private static final int MOST_FINDINGS = 20;
    private static final String KEPT = """
            SELECT line, card, counter, amount_fen, true AS is_record FROM card_record WHERE file_id = ?
            UNION ALL
            SELECT x.line, 0, 0, 0, false FROM card_exception x WHERE x.file_id = ?
               AND NOT EXISTS (SELECT 1 FROM card_record r WHERE r.file_id = x.file_id AND r.line = x.line)
            ORDER BY 1""";

    private final Path folder;

    SourceCheck(Path folder) {
        this.folder = folder;
    }

    @Override
    public String name() {
        return "every line of the files in " + folder + " stands in the books as it was sent";
    }

    @Override
    public List<String> findings(Connection books) throws SQLException, IOException {
        List<String> findings = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> listed = Files.walk(folder)) {
            files = listed.filter(path -> Files.isRegularFile(path)
                            && !path.getFileName().toString().endsWith(".part"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            try {
                check(books, file, findings);
            } catch (EOFException | ZipException e) {
                if (!isUpload(books, file)) {
                    findings.add(file.getFileName() + " cannot be unpacked: " + e.getMessage());
                }
            }
        }
        return findings;
    }

    private static void check(Connection books, Path path, List<String> findings) throws SQLException, IOException {
        try (SentFile sent = new SentFile(path)) {
            if (isUpload(books, path)) {
                return;
            }
            String header = sent.line();
            Registered file = isText(header) ? find(books, header) : null;
            if (file == null) {
                findings.add(path.getFileName() + " is not in the books");
                return;
            }
            books.setAutoCommit(false);
            try (PreparedStatement kept = books.prepareStatement(KEPT)) {
                kept.setFetchSize(10_000);
                kept.setInt(1, file.id);
                kept.setInt(2, file.id);
                try (ResultSet rows = kept.executeQuery()) {
                    compare(path, sent, rows, file.elsewhere, findings);
                }
            }
            books.rollback();
            if (findings.size() < MOST_FINDINGS && !sent.digest().equals(file.digest)) {
                findings.add(path.getFileName() + " is not the file that was taken: its digest is another");
            }
        }
    }

    /** @param elsewhere how many lines are said to be in the books of other servers */
    private static void compare(Path path, SentFile sent, ResultSet rows, long elsewhere, List<String> findings)
            throws SQLException, IOException {
        long missing = 0;
        int number = 0;
        boolean more = rows.next();
        for (String line = sent.line(); !sent.isAtTrailer() && findings.size() < MOST_FINDINGS; line = sent.line()) {
            number++;
            String place = path.getFileName() + " line " + number;
            if (!more || rows.getInt(1) != number) {
                missing++;
                if (missing > elsewhere) {
                    findings.add(place + " is not in the books");
                    return;
                }
                continue;
            }
            if (rows.getBoolean(5) && !isSame(rows, line)) {
                findings.add(place + " is in the books otherwise than it was sent");
            }
            more = rows.next();
        }
        if (findings.size() < MOST_FINDINGS && more) {
            findings.add("the books have line " + rows.getInt(1) + " of " + path.getFileName() + ", which it has not");
        }
        if (missing < elsewhere) {
            findings.add("of " + path.getFileName() + " more lines are said to be elsewhere than are missing");
        }
    }

    /** As texts: whatever somebody wrote into the file, no number is made of it. */
    private static boolean isSame(ResultSet kept, String line) throws SQLException {
        return line.length() > AMOUNT_END
                && line.substring(13, 32).equals("%019d".formatted(kept.getLong(2)))
                && line.substring(32, 36).equals("%04X".formatted(kept.getInt(3)))
                && line.substring(55, AMOUNT_END).equals("%08X".formatted(kept.getLong(4)));
    }

    /** Anybody may send anything; a database takes no text with zero bytes. */
    private static boolean isText(String header) {
        return header.length() >= HEADER_END && header.chars().allMatch(c -> c >= ' ' && c < 0x7F || c == '\n');
    }

    private record Registered(int id, String digest, long elsewhere) {}

    private static Registered find(Connection books, String header) throws SQLException {
        try (PreparedStatement find = books.prepareStatement("""
                SELECT id, digest, (SELECT coalesce(sum(elsewhere), 0) FROM card_chunk WHERE file_id = id)
                FROM card_file WHERE sender = ? AND name = ?""")) {
            find.setString(1, header.substring(7, 18).strip());
            find.setString(2, header.substring(18, HEADER_END).strip());
            try (ResultSet found = find.executeQuery()) {
                return found.next() ? new Registered(found.getInt(1), found.getString(2), found.getLong(3)) : null;
            }
        }
    }

    /**
     * Whether a hub has received it and told its sender why it was refused, or what it waits for: whatever its header says,
     * nothing of it is in the books.
     */
    private static boolean isUpload(Connection books, Path path) throws SQLException {
        try (PreparedStatement find = books.prepareStatement("""
                SELECT 1 FROM card_upload u LEFT JOIN card_file f ON f.sender = u.sender AND f.name = u.name
                WHERE u.sender || '/' || u.name || '.batch' = ?
                  AND CASE WHEN f.id IS NULL THEN u.file_id IS NULL
                           WHEN u.file_id IS NULL THEN %s
                           ELSE u.file_id = f.id AND %s END""".formatted(RefusalCase.REFUSED, RefusalCase.WAITS))) {
            find.setString(1, path.getParent().getFileName() + "/" + path.getFileName());
            try (ResultSet found = find.executeQuery()) {
                return found.next();
            }
        }
    }
}
