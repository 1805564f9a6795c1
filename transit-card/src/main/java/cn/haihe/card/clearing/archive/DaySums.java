package cn.haihe.card.clearing.archive;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * How many records there were, of how many fen, and SHA-256 over all of them in the order of their files and lines: over blocks of
 * {@value #BLOCK_LINES} lines, and then over the blocks' hashes, so that the database can compute the same.
 */
final class DaySums {
    private static final int BLOCK_LINES = 1_024;

    private final MessageDigest block = sha256();
    private final MessageDigest all = sha256();
    private long records;
    private long amountFen;
    private long issuerFen;
    private int file;
    private int blockOfFile;

    void add(ArchivedRecord record) {
        int itsBlock = (record.line() - 1) / BLOCK_LINES;
        if (records > 0 && (record.fileId() != file || itsBlock != blockOfFile)) {
            all.update(block.digest());
        } else if (records > 0) {
            block.update((byte) '\n');
        }
        file = record.fileId();
        blockOfFile = itsBlock;
        block.update(record.text().getBytes(StandardCharsets.UTF_8));
        records++;
        amountFen = Math.addExact(amountFen, record.amountFen());
        issuerFen = Math.addExact(issuerFen, record.issuerFen());
    }

    /** Once, after the last. */
    Sums finish() {
        if (records > 0) {
            all.update(block.digest());
        }
        return new Sums(records, amountFen, issuerFen, HexFormat.of().formatHex(all.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("no SHA-256 in this JVM", e);
        }
    }

    /** @param content the hash */
    record Sums(long records, long amountFen, long issuerFen, String content) {}
}
