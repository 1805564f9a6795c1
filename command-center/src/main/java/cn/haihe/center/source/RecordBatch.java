package cn.haihe.center.source;

import cn.haihe.center.problem.Problem;
import cn.haihe.center.problem.ProblemException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The records of one posted body: a JSON array, or one JSON value a line (NDJSON). In NDJSON a line that is no JSON spoils
 * only itself; an array that is no JSON spoils the whole body, since nobody can tell where its next record begins.
 *
 * <p>Iterating hands out one {@link RawRecord} object again and again.
 */
public final class RecordBatch implements Iterable<RawRecord> {
    public static final int BODY_BYTES_MAX = 5 * 1024 * 1024;
    public static final int RECORDS_MAX = 20_000;
    private static final int TEXT_BYTES_MAX = 2_000;

    private final byte[] body;
    private int size;
    private int[] begins = new int[256];
    private int[] ends = new int[256];

    private RecordBatch(byte[] body) {
        this.body = body;
    }

    /** @throws ProblemException 413 {@code body-too-large}, 400 {@code malformed-body} */
    public static RecordBatch read(byte[] body, boolean onePerLine) {
        RecordBatch batch = new RecordBatch(body == null ? new byte[0] : body);
        if (batch.body.length > BODY_BYTES_MAX) {
            throw tooLarge();
        }
        if (onePerLine) {
            batch.findLines();
        } else if (body != null) {
            batch.findElements();
        }
        return batch;
    }

    private void findElements() {
        try (JsonParser parser = RecordReader.JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw malformed(": it must begin with [");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                int begin = (int) parser.currentTokenLocation().getByteOffset();
                if (begin < 0) {
                    throw malformed(": it must be UTF-8");
                }
                parser.skipChildren();
                parser.finishToken();
                add(begin, (int) parser.currentLocation().getByteOffset());
            }
            if (parser.nextToken() != null) {
                throw malformed(": something follows its end");
            }
        } catch (JsonProcessingException e) {
            throw malformed(Problem.where(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void findLines() {
        int begin = 0;
        while (begin < body.length) {
            int end = begin;
            boolean isBlank = true;
            while (end < body.length && body[end] != '\n') {
                isBlank &= body[end] <= ' ' && body[end] >= 0;
                end++;
            }
            if (!isBlank) {
                add(begin, end);
            }
            begin = end + 1;
        }
    }

    private void add(int begin, int end) {
        if (size == RECORDS_MAX) {
            throw tooLarge();
        }
        if (size == begins.length) {
            begins = Arrays.copyOf(begins, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        begins[size] = begin;
        ends[size++] = end;
    }

    public int size() {
        return size;
    }

    /** A record as it was posted, cut to 2,000 bytes. */
    public String text(int record) {
        int length = Math.min(ends[record] - begins[record], TEXT_BYTES_MAX);
        return new String(body, begins[record], length, StandardCharsets.UTF_8);
    }

    @Override
    public Iterator<RawRecord> iterator() {
        return new Records();
    }

    private final class Records implements Iterator<RawRecord> {
        private final RecordReader reader = new RecordReader();
        private int next;

        @Override
        public boolean hasNext() {
            if (next == size) {
                reader.close();
            }
            return next < size;
        }

        @Override
        public RawRecord next() {
            if (next == size) {
                throw new NoSuchElementException();
            }
            RawRecord record = reader.read(body, begins[next], ends[next]);
            next++;
            return record;
        }
    }

    public static ProblemException tooLarge() {
        return new ProblemException(
                413, "body-too-large", "Body too large", "At most 5 MiB and " + RECORDS_MAX + " records in one body.");
    }

    private static ProblemException malformed(String where) {
        return new ProblemException(
                400, "malformed-body", "Malformed body", "The body is not the JSON array expected" + where + ".");
    }
}
