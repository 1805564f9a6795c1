package cn.haihe.card.exchange.national;

import cn.haihe.card.exchange.BatchFault;
import cn.haihe.card.exchange.UnfitBatchException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Iterator;
import java.util.function.Consumer;

/**
 * Reads and writes the national centre's files line by line: version {@code 01}, header, records. Lines end with a line feed,
 * with or without a carriage return before it; which of them the centre writes is not known.
 */
public final class NationalFiles {
    private static final String VERSION = "01";
    private static final String RESERVED = "F".repeat(20);
    private static final int HEADER_BYTES = 49;
    private static final int LINE_BYTES_MAX = 16_384;
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    private NationalFiles() {}

    /**
     * @param in buffered, read to its end
     * @throws UnfitBatchException where it is no such file, is cut, or holds another number of records than it tells; what was
     *     handed out before counts for nothing then
     */
    public static NationalHeader read(InputStream in, NationalLayout layout, Consumer<NationalRecord> records)
            throws IOException {
        byte[] version = line(in);
        if (version == null || !VERSION.equals(ascii(version))) {
            throw new UnfitBatchException(BatchFault.NOT_A_BATCH_FILE, "it does not begin with version " + VERSION);
        }
        NationalHeader header = header(line(in));
        int count = 0;
        for (byte[] line = line(in); line != null; line = line(in)) {
            if (++count > header.records()) {
                break;
            }
            records.accept(record(layout, line, count));
        }
        if (count != header.records()) {
            throw new UnfitBatchException(
                    count < header.records() ? BatchFault.TRUNCATED : BatchFault.COUNT_DIFFERS,
                    header.records() + " records told, " + count + " there");
        }
        return header;
    }

    private static NationalRecord record(NationalLayout layout, byte[] line, int count) {
        try {
            return new NationalRecord(layout, line);
        } catch (IllegalArgumentException e) {
            throw new UnfitBatchException(BatchFault.TRUNCATED, "record " + count + ": " + e.getMessage());
        }
    }

    private static NationalHeader header(byte[] line) {
        if (line == null || line.length != HEADER_BYTES || !ascii(line).endsWith(RESERVED)) {
            throw new UnfitBatchException(BatchFault.MALFORMED_HEADER, "no header of " + HEADER_BYTES + " bytes");
        }
        String text = ascii(line);
        try {
            return new NationalHeader(
                    number(text.substring(0, 6)),
                    LocalDate.parse(text.substring(6, 14), DAY),
                    text.substring(14, 25).stripTrailing(),
                    number(text.substring(25, 29)));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new UnfitBatchException(BatchFault.MALFORMED_HEADER, e.getMessage());
        }
    }

    private static int number(String digits) {
        if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("not digits: " + digits);
        }
        return Integer.parseInt(digits);
    }

    /** @return null at the end */
    private static byte[] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        int one = in.read();
        if (one < 0) {
            return null;
        }
        while (one >= 0 && one != '\n') {
            if (line.size() == LINE_BYTES_MAX) {
                throw new UnfitBatchException(BatchFault.TOO_LARGE, "a line of more than " + LINE_BYTES_MAX + " bytes");
            }
            line.write(one);
            one = in.read();
        }
        byte[] bytes = line.toByteArray();
        boolean hasReturn = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
        return hasReturn ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
    }

    private static String ascii(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /**
     * @param records as many as the header tells
     * @throws IllegalArgumentException where there are others
     */
    public static void write(OutputStream out, NationalHeader header, Iterator<NationalRecord> records)
            throws IOException {
        out.write((VERSION + "\n").getBytes(StandardCharsets.US_ASCII));
        String line = "%06d%s%-11s%04d%s\n"
                .formatted(
                        header.records(),
                        header.date().format(DAY),
                        header.receiver(),
                        header.recordLength(),
                        RESERVED);
        out.write(line.getBytes(StandardCharsets.US_ASCII));
        int count = 0;
        while (records.hasNext()) {
            out.write(records.next().line());
            out.write('\n');
            count++;
        }
        if (count != header.records()) {
            throw new IllegalArgumentException(header.records() + " records told, " + count + " there");
        }
        out.flush();
    }
}
