package cn.haihe.card.audit;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.crypto.digests.SM3Digest;

/** Makes every seal anew from what stands in the ledger now. */
final class SealCheck implements Check {
    @Override
    public String name() {
        return "every sealed day still has its hash, and the hashes are a chain";
    }

    @Override
    public List<String> findings(Connection books) throws SQLException {
        List<String> findings = new ArrayList<>();
        String previous = "0".repeat(64);
        try (Statement statement = books.createStatement();
                ResultSet seals = statement.executeQuery(
                        "SELECT business_day::text, previous, hash FROM ledger_seal ORDER BY sequence")) {
            while (seals.next()) {
                String day = seals.getString(1);
                if (!seals.getString(2).equals(previous)) {
                    findings.add(day + " does not follow the seal before it");
                }
                previous = seals.getString(3);
                if (!hash(books, day, seals.getString(2)).equals(previous)) {
                    findings.add(day + " was changed after it was sealed");
                }
            }
        }
        return findings;
    }

    private static String hash(Connection books, String day, String previous) throws SQLException {
        SM3Digest digest = new SM3Digest();
        update(digest, previous + "\n" + day + "\n");
        String last = "";
        try (PreparedStatement content = books.prepareStatement("""
                SELECT t.sequence, t.id::text, t.reference, e.line, e.owner, e.kind, e.counterparty, e.amount_fen
                FROM ledger_transfer t JOIN ledger_entry e ON e.transfer_id = t.id
                WHERE t.business_day = ?::date ORDER BY t.sequence, e.line""")) {
            content.setString(1, day);
            try (ResultSet rows = content.executeQuery()) {
                while (rows.next()) {
                    String transfer = rows.getString(1) + "|" + rows.getString(2) + "|" + rows.getString(3) + "\n";
                    if (!transfer.equals(last)) {
                        update(digest, transfer);
                        last = transfer;
                    }
                    update(
                            digest,
                            rows.getString(4) + "|" + rows.getString(5) + "|" + rows.getString(6) + "|"
                                    + rows.getString(7) + "|" + rows.getString(8) + "\n");
                }
            }
        }
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return HexFormat.of().formatHex(hash);
    }

    private static void update(SM3Digest digest, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        digest.update(utf8, 0, utf8.length);
    }
}
