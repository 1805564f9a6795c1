package cn.haihe.card.audit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads the files that were sent, again, and holds every line against what the books say of it. */
final class SourceCheck implements Check {
    private static final int LINE = 192;
    private static final int MOST_FINDINGS = 20;

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
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            check(books, file, findings);
        }
        return findings;
    }

    private static void check(Connection books, Path path, List<String> findings) throws SQLException, IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 20)) {
            String header = line(in);
            int file = fileId(
                    books,
                    header.substring(7, 18).strip(),
                    header.substring(18, 50).strip());
            if (file == 0) {
                findings.add(path.getFileName() + " is not in the books");
                return;
            }
            books.setAutoCommit(false);
            try (PreparedStatement kept = books.prepareStatement("""
                    SELECT line, card, counter, amount_fen, true AS is_record FROM card_record WHERE file_id = ?
                    UNION ALL
                    SELECT x.line, 0, 0, 0, false FROM card_exception x WHERE x.file_id = ?
                       AND NOT EXISTS (SELECT 1 FROM card_record r WHERE r.file_id = x.file_id AND r.line = x.line)
                    ORDER BY 1""")) {
                kept.setFetchSize(10_000);
                kept.setInt(1, file);
                kept.setInt(2, file);
                try (ResultSet rows = kept.executeQuery()) {
                    compare(path, in, rows, findings);
                }
            }
            books.rollback();
        }
    }

    private static void compare(Path path, InputStream in, ResultSet rows, List<String> findings)
            throws SQLException, IOException {
        int number = 0;
        for (String line = line(in); line.startsWith("R") && findings.size() < MOST_FINDINGS; line = line(in)) {
            number++;
            String place = path.getFileName() + " line " + number;
            if (!rows.next() || rows.getInt(1) != number) {
                findings.add(place + " is not in the books");
                return;
            }
            if (rows.getBoolean(5)
                    && (rows.getLong(2) != Long.parseLong(line.substring(13, 32))
                            || rows.getInt(3) != Integer.parseInt(line.substring(32, 36), 16)
                            || rows.getLong(4) != Long.parseLong(line.substring(55, 63), 16))) {
                findings.add(place + " is in the books otherwise than it was sent");
            }
        }
    }

    private static int fileId(Connection books, String sender, String name) throws SQLException {
        try (PreparedStatement find =
                books.prepareStatement("SELECT id FROM card_file WHERE sender = ? AND name = ?")) {
            find.setString(1, sender);
            find.setString(2, name);
            try (ResultSet found = find.executeQuery()) {
                return found.next() ? found.getInt(1) : 0;
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        return new String(in.readNBytes(LINE), StandardCharsets.US_ASCII);
    }
}
