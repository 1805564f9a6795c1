package cn.haihe.center.clearing;

import cn.haihe.card.clearing.SubmittedBatch;
import cn.haihe.card.clearing.SubmittedTap;
import cn.haihe.center.problem.Problem;
import cn.haihe.center.problem.ProblemException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A batch from its JSON. A record that is not as agreed spoils only itself; an envelope that is not spoils the batch. */
final class BatchReader {
    static final int BODY_BYTES_MAX = 8 * 1024 * 1024;

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    static SubmittedBatch read(byte[] body) {
        if (body == null || body.length == 0) {
            throw malformed("there is none");
        }
        if (body.length > BODY_BYTES_MAX) {
            throw new ProblemException(
                    413, "body-too-large", "Body too large", "At most " + BODY_BYTES_MAX + " bytes in one body.");
        }
        try {
            JsonNode batch = READER.readValue(body);
            JsonNode records = batch.path("records");
            if (!records.isArray()) {
                throw malformed("records must be an array");
            }
            List<SubmittedTap> taps = new ArrayList<>(records.size());
            records.forEach(record -> taps.add(tap(record)));
            return new SubmittedBatch(
                    text(batch, "batchId"), text(batch, "acquirer"), LocalDate.parse(text(batch, "businessDay")), taps);
        } catch (DateTimeException e) {
            throw malformed("businessDay must be a date, 2026-11-22");
        } catch (JsonProcessingException e) {
            throw malformed("no JSON" + Problem.where(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SubmittedTap tap(JsonNode record) {
        if (!record.isObject()
                || isOther(record, "recordId", false)
                || isOther(record, "cardNumber", false)
                || isOther(record, "cardCounter", true)
                || isOther(record, "issuer", false)
                || isOther(record, "amountFen", true)
                || isOther(record, "occurredAt", false)
                || isOther(record, "kind", false)) {
            return SubmittedTap.unreadable(record.toString());
        }
        return new SubmittedTap(
                findText(record, "recordId"),
                findText(record, "cardNumber"),
                findWhole(record, "cardCounter"),
                findText(record, "issuer"),
                findWhole(record, "amountFen"),
                findText(record, "occurredAt"),
                findText(record, "kind"));
    }

    private static boolean isOther(JsonNode record, String field, boolean whole) {
        JsonNode value = record.get(field);
        boolean asAgreed = value == null
                || value.isNull()
                || (whole ? value.isIntegralNumber() && value.canConvertToLong() : value.isTextual());
        return !asAgreed;
    }

    private static String findText(JsonNode record, String field) {
        return record.hasNonNull(field) ? record.get(field).textValue() : null;
    }

    private static Long findWhole(JsonNode record, String field) {
        return record.hasNonNull(field) ? record.get(field).longValue() : null;
    }

    private static String text(JsonNode batch, String field) {
        JsonNode value = batch.path(field);
        if (!value.isTextual()) {
            throw malformed(field + " must be a text");
        }
        return value.textValue();
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(
                400, "malformed-body", "Malformed body", "The body is not the batch expected: " + detail + ".");
    }

    private BatchReader() {}
}
