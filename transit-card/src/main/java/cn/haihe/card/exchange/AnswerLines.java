package cn.haihe.card.exchange;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/**
 * The lines of an answer file, {@value #BYTES} ASCII characters each, the last a line feed: {@code H}eader, one {@code A}nswer
 * for each record in its order, {@code T}railer, {@code S}ignature.
 *
 * <pre>
 * H HHCA01 institution(11) name(32) businessDay(8) createdAt(14)
 * A line(10) serial(12) card(19) counter(4) amount(8) code(2) issuerFen(8) acquirerFen(8) otherSender(11) otherName(32) otherLine(10)
 * T records(10) accepted(10) rejected(10) suspended(10) digest(64)
 * S keyVersion(4) length(4) signature in hexadecimal
 * </pre>
 *
 * Serial, card, counter and amount stand as the record had them, the shares are hexadecimal fen as the amount is. The other
 * record is the one that it clashes with; its name and line are blank where it is another institution's.
 */
final class AnswerLines {
    static final int BYTES = 160;
    static final int DIGEST_DIGITS = 64;
    static final int CODE = 54;
    static final int ISSUER_FEN = 56;
    static final int ACQUIRER_FEN = 64;
    static final int OTHER_SENDER = 72;
    static final int OTHER_NAME = 83;
    static final int OTHER_LINE = 115;
    private static final String MAGIC = "HHCA01";
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

    private AnswerLines() {}

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
        if (line[0] != 'H' || !Ascii.text(line, 1, 6).equals(MAGIC)) {
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

    /** Takes the fields that stand as they were from the record's line. */
    static void copy(byte[] record, int from, byte[] to, int at) {
        put(record, from, RecordField.SERIAL, to, at + 11);
        put(record, from, RecordField.CARD_NUMBER, to, at + 23);
        put(record, from, RecordField.CARD_COUNTER, to, at + 42);
        put(record, from, RecordField.AMOUNT, to, at + 46);
    }

    private static void put(byte[] record, int from, RecordField field, byte[] to, int at) {
        System.arraycopy(record, from + field.at(), to, at, field.length());
    }

    static byte[] blank(char kind) {
        byte[] line = new byte[BYTES];
        Arrays.fill(line, (byte) ' ');
        line[0] = (byte) kind;
        line[BYTES - 1] = '\n';
        return line;
    }
}
