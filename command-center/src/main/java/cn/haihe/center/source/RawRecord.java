package cn.haihe.center.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** One record as it was posted. Its readers say by name which field is wrong, and in what. */
public final class RawRecord {
    private final JsonNode json;
    private final String text;

    private RawRecord(JsonNode json, String text) {
        this.json = json;
        this.text = text;
    }

    static RawRecord of(JsonNode json) {
        return new RawRecord(json, null);
    }

    static RawRecord flawed(String text) {
        return new RawRecord(MissingNode.getInstance(), text);
    }

    /** @throws RejectedException where it is no JSON object */
    public void requireObject() {
        if (text != null) {
            throw malformed("the line is not JSON");
        }
        if (!json.isObject()) {
            throw malformed("a record must be an object");
        }
    }

    /** @throws RejectedException where it is absent or empty */
    public String getText(String field) {
        return findText(field).orElseThrow(() -> malformed(field + " is needed"));
    }

    public Optional<String> findText(String field) {
        JsonNode value = value(field);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw malformed(field + " must be text");
        }
        return Optional.of(value.textValue());
    }

    /** A moment as RFC 3339 with its offset. */
    public Instant getInstant(String field) {
        String value = getText(field);
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException e) {
            throw malformed(field + " must be a time of RFC 3339 with an offset");
        }
    }

    public double getNumber(String field, double min, double max) {
        return findNumber(field, min, max).orElseThrow(() -> malformed(field + " is needed"));
    }

    public OptionalDouble findNumber(String field, double min, double max) {
        JsonNode value = value(field);
        if (value == null) {
            return OptionalDouble.empty();
        }
        if (!isNumber(value, min, max)) {
            throw malformed(field + " must be a number from " + min + " to " + max);
        }
        return OptionalDouble.of(value.doubleValue());
    }

    public int getWhole(String field, int min, int max) {
        return findWhole(field, min, max).orElseThrow(() -> malformed(field + " is needed"));
    }

    public OptionalInt findWhole(String field, int min, int max) {
        JsonNode value = value(field);
        if (value == null) {
            return OptionalInt.empty();
        }
        boolean whole = value.isNumber() && value.canConvertToInt() && value.doubleValue() == value.intValue();
        if (!whole || value.intValue() < min || value.intValue() > max) {
            throw malformed(field + " must be a whole number from " + min + " to " + max);
        }
        return OptionalInt.of(value.intValue());
    }

    /** A list of numbers, where null stands for one that is not known. */
    public List<OptionalDouble> getNumbers(String field, int length, double min, double max) {
        JsonNode list = json.get(field);
        if (list == null || !list.isArray() || list.size() != length) {
            throw malformed(field + " must be a list of " + length + " numbers or nulls");
        }
        List<OptionalDouble> numbers = new ArrayList<>(length);
        for (JsonNode value : list) {
            if (!value.isNull() && !isNumber(value, min, max)) {
                throw malformed(field + " must hold numbers from " + min + " to " + max + ", or nulls");
            }
            numbers.add(value.isNull() ? OptionalDouble.empty() : OptionalDouble.of(value.doubleValue()));
        }
        return numbers;
    }

    private static boolean isNumber(JsonNode value, double min, double max) {
        return value.isNumber() && value.doubleValue() >= min && value.doubleValue() <= max;
    }

    private JsonNode value(String field) {
        JsonNode value = json.get(field);
        return value == null || value.isNull() ? null : value;
    }

    private static RejectedException malformed(String detail) {
        return new RejectedException(RejectReason.MALFORMED, detail);
    }

    /** As it was posted, as near as it was understood. */
    @Override
    public String toString() {
        return text == null ? json.toString() : text;
    }
}
