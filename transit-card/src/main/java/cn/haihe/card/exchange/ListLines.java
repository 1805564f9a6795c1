package cn.haihe.card.exchange;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/**
 * The lines of a list file, ASCII, each ended by a line feed: {@code H}eader, {@code C}hanges, {@code T}railer,
 * {@code S}ignature. The layout is ours.
 *
 * <pre>
 * H HHCL01 list(11) fromVersion(12) version(12) publishedAt(14)
 * C subject(19) L|U effectiveAt(14) reason(2)
 * T changes(10) digest(64)
 * S keyVersion(4) length(4) signature in hexadecimal
 * </pre>
 *
 * {@code L} puts the subject onto the list, {@code U} takes it off, from the moment stated; of several changes of one subject
 * the one with the latest moment that has come holds, of two of one moment the later line.
 */
final class ListLines {
    static final int CHANGE_BYTES = 38;
    static final int HEADER_BYTES = 57;
    static final int TRAILER_BYTES = 76;
    static final int SUBJECT = 1;
    static final int LISTED = 20;
    static final int EFFECTIVE = 21;
    static final int REASON = 35;
    private static final String MAGIC = "HHCL01";
    private static final int DIGEST_DIGITS = 64;
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

    private ListLines() {}

    static byte[] header(ListHeader header) {
        byte[] line = blank('H', HEADER_BYTES);
        Ascii.putText(line, 1, 6, MAGIC);
        Ascii.putText(line, 7, 11, header.list());
        Ascii.putDecimal(line, 18, 12, header.fromVersion());
        Ascii.putDecimal(line, 30, 12, header.version());
        Ascii.putText(line, 42, 14, header.publishedAt().format(SECOND));
        return line;
    }

    static ListHeader readHeader(byte[] line) {
        if (line.length != HEADER_BYTES
                || line[0] != 'H'
                || !Ascii.text(line, 1, 6).equals(MAGIC)) {
            throw new UnfitBatchException(BatchFault.NOT_A_BATCH_FILE, "it does not begin with H" + MAGIC);
        }
        try {
            return new ListHeader(
                    Ascii.text(line, 7, 11),
                    Ascii.decimal(line, 18, 12),
                    Ascii.decimal(line, 30, 12),
                    LocalDateTime.parse(Ascii.text(line, 42, 14), SECOND));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new UnfitBatchException(BatchFault.MALFORMED_HEADER, e.getMessage());
        }
    }

    static ListLine readChange(byte[] line, long number) {
        long subject = line.length == CHANGE_BYTES ? Ascii.decimal(line, SUBJECT, 19) : -1;
        if (subject <= 0 || line[0] != 'C' || line[LISTED] != 'L' && line[LISTED] != 'U') {
            throw new UnfitBatchException(BatchFault.COUNT_DIFFERS, "line " + number + " is no change");
        }
        try {
            return new ListLine(
                    subject,
                    line[LISTED] == 'L',
                    LocalDateTime.parse(Ascii.text(line, EFFECTIVE, 14), SECOND),
                    Ascii.text(line, REASON, 2));
        } catch (DateTimeException e) {
            throw new UnfitBatchException(BatchFault.COUNT_DIFFERS, "line " + number + " is no change");
        }
    }

    static byte[] trailer(long changes, String digest) {
        byte[] line = blank('T', TRAILER_BYTES);
        Ascii.putDecimal(line, 1, 10, changes);
        Ascii.putText(line, 11, DIGEST_DIGITS, digest);
        return line;
    }

    static void checkTrailer(byte[] line, long changes, String digest) {
        if (line.length != TRAILER_BYTES || Ascii.decimal(line, 1, 10) != changes) {
            throw new UnfitBatchException(BatchFault.COUNT_DIFFERS, changes + " changes");
        }
        if (!Ascii.text(line, 11, DIGEST_DIGITS).equals(digest)) {
            throw new UnfitBatchException(BatchFault.DIGEST_DIFFERS, "SM3 of its lines");
        }
    }

    static byte[] signature(int keyVersion, String signature) {
        byte[] line = blank('S', 10 + signature.length());
        Ascii.putDecimal(line, 1, 4, keyVersion);
        Ascii.putDecimal(line, 5, 4, signature.length());
        Ascii.putText(line, 9, signature.length(), signature);
        return line;
    }

    static String readSignature(byte[] line) {
        if (line.length < 10 || line[0] != 'S' || Ascii.decimal(line, 5, 4) != line.length - 10) {
            throw new UnfitBatchException(BatchFault.MALFORMED_TRAILER, "its last line is no signature");
        }
        return Ascii.text(line, 9, line.length - 10);
    }

    static byte[] blank(char kind, int bytes) {
        byte[] line = new byte[bytes];
        Arrays.fill(line, (byte) ' ');
        line[0] = (byte) kind;
        line[bytes - 1] = '\n';
        return line;
    }
}
