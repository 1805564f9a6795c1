package cn.haihe.card.exchange;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/**
 * The lines of a batch file other than records, as wide as these: {@code H}eader, {@code T}railer, {@code S}ignature.
 *
 * <pre>
 * H HHCX01 sender(11) name(32) businessDay(8) createdAt(14)
 * T records(10) amountFen(18) digest(64)
 * S keyVersion(4) length(4) signature in hexadecimal
 * </pre>
 */
final class BatchLines {
    static final int BYTES = RecordField.LINE_BYTES;
    private static final String MAGIC = "HHCX01";
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");
    private static final int DIGEST_DIGITS = 64;

    private BatchLines() {}

    static byte[] header(BatchHeader header) {
        byte[] line = blank('H');
        Ascii.putText(line, 1, 6, MAGIC);
        Ascii.putText(line, 7, 11, header.sender());
        Ascii.putText(line, 18, 32, header.name());
        Ascii.putText(line, 50, 8, header.businessDay().format(DAY));
        Ascii.putText(line, 58, 14, header.createdAt().format(SECOND));
        return line;
    }

    static BatchHeader readHeader(byte[] line) {
        if (line[0] != 'H' || line[BYTES - 1] != '\n' || !Ascii.text(line, 1, 6).equals(MAGIC)) {
            throw new UnfitBatchException(BatchFault.NOT_A_BATCH_FILE, "it does not begin with H" + MAGIC);
        }
        try {
            return new BatchHeader(
                    Ascii.text(line, 7, 11),
                    Ascii.text(line, 18, 32),
                    LocalDate.parse(Ascii.text(line, 50, 8), DAY),
                    LocalDateTime.parse(Ascii.text(line, 58, 14), SECOND));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new UnfitBatchException(BatchFault.MALFORMED_HEADER, e.getMessage());
        }
    }

    static byte[] trailer(long records, long amountFen, String digest) {
        byte[] line = blank('T');
        Ascii.putDecimal(line, 1, 10, records);
        Ascii.putDecimal(line, 11, 18, amountFen);
        Ascii.putText(line, 29, DIGEST_DIGITS, digest);
        return line;
    }

    static byte[] signature(int keyVersion, String signature) {
        byte[] line = blank('S');
        Ascii.putDecimal(line, 1, 4, keyVersion);
        Ascii.putDecimal(line, 5, 4, signature.length());
        Ascii.putText(line, 9, BYTES - 10, signature);
        return line;
    }

    static BatchTrailer readTrailer(byte[] trailer, byte[] signature) {
        long records = Ascii.decimal(trailer, 1, 10);
        long amountFen = Ascii.decimal(trailer, 11, 18);
        long keyVersion = Ascii.decimal(signature, 1, 4);
        long digits = Ascii.decimal(signature, 5, 4);
        boolean inForm = trailer[BYTES - 1] == '\n'
                && signature[0] == 'S'
                && signature[BYTES - 1] == '\n'
                && records >= 0
                && amountFen >= 0
                && keyVersion >= 0
                && digits > 0
                && digits <= BYTES - 10;
        if (!inForm) {
            throw new UnfitBatchException(
                    BatchFault.MALFORMED_TRAILER, "its last two lines are no trailer and signature");
        }
        return new BatchTrailer(
                records,
                amountFen,
                Ascii.text(trailer, 29, DIGEST_DIGITS),
                (int) keyVersion,
                Ascii.text(signature, 9, (int) digits));
    }

    private static byte[] blank(char kind) {
        byte[] line = new byte[BYTES];
        Arrays.fill(line, (byte) ' ');
        line[0] = (byte) kind;
        line[BYTES - 1] = '\n';
        return line;
    }
}
