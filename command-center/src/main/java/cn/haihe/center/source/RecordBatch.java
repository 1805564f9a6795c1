package cn.haihe.center.source;

import cn.haihe.center.problem.Problem;
import cn.haihe.center.problem.ProblemException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The records of one posted body: a JSON array, or one JSON value a line (NDJSON). In NDJSON a line that is no JSON spoils
 * only itself; an array that is no JSON spoils the whole body, since nobody can tell where its next record begins.
 */
public final class RecordBatch {
    public static final int BODY_BYTES_MAX = 5 * 1024 * 1024;
    public static final int RECORDS_MAX = 20_000;

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private RecordBatch() {}

    /** @throws ProblemException 413 {@code body-too-large}, 400 {@code malformed-body} */
    public static List<RawRecord> read(byte[] body, boolean onePerLine) {
        if (body == null) {
            return List.of();
        }
        if (body.length > BODY_BYTES_MAX) {
            throw tooLarge();
        }
        try {
            return onePerLine ? readLines(body) : readArray(body);
        } catch (JsonProcessingException e) {
            throw malformed(Problem.where(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<RawRecord> readArray(byte[] body) throws IOException {
        List<RawRecord> records = new ArrayList<>();
        try (JsonParser parser = READER.without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .getFactory()
                .createParser(body)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw malformed(": it must begin with [");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (records.size() == RECORDS_MAX) {
                    throw tooLarge();
                }
                records.add(RawRecord.of(READER.without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .readValue(parser)));
            }
            if (parser.nextToken() != null) {
                throw malformed(": something follows its end");
            }
        }
        return records;
    }

    private static List<RawRecord> readLines(byte[] body) throws IOException {
        List<RawRecord> records = new ArrayList<>();
        int begin = 0;
        while (begin < body.length) {
            int end = begin;
            while (end < body.length && body[end] != '\n') {
                end++;
            }
            if (!isBlank(body, begin, end)) {
                if (records.size() == RECORDS_MAX) {
                    throw tooLarge();
                }
                records.add(readLine(body, begin, end));
            }
            begin = end + 1;
        }
        return records;
    }

    private static RawRecord readLine(byte[] body, int begin, int end) throws IOException {
        try {
            return RawRecord.of(READER.readValue(body, begin, end - begin));
        } catch (JsonProcessingException e) {
            return RawRecord.flawed(new String(body, begin, Math.min(end - begin, 500), StandardCharsets.UTF_8));
        }
    }

    private static boolean isBlank(byte[] body, int begin, int end) {
        for (int i = begin; i < end; i++) {
            if (body[i] > ' ' || body[i] < 0) {
                return false;
            }
        }
        return true;
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
