package cn.haihe.card.clearing.archive;

import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SM3Digest;

/** How many records there were, of how many fen, and a digest (SM3) over all of them in their order. */
final class DaySums {
    private final SM3Digest digest = new SM3Digest();
    private long records;
    private long amountFen;
    private long issuerFen;

    void add(ArchivedRecord record) {
        records++;
        amountFen = Math.addExact(amountFen, record.amountFen());
        issuerFen = Math.addExact(issuerFen, record.issuerFen());
        byte[] bytes = record.bytes();
        digest.update(bytes, 0, bytes.length);
    }

    /** Once, after the last. */
    Sums finish() {
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return new Sums(records, amountFen, issuerFen, HexFormat.of().formatHex(hash));
    }

    record Sums(long records, long amountFen, long issuerFen, String digest) {}
}
