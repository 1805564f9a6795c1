package cn.haihe.center.source;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One record as it was posted. Its readers say by name which field is wrong, and in what. Of a field that comes twice the last
 * one counts. Valid until the batch hands out the next one.
 */
public final class RawRecord {
    /** In place of a value that no record has: an object, a truth value, a list of anything but numbers. */
    static final Object OTHER = new Object();

    static final Object NULL = new Object();

    private boolean isObject;
    private int fields;
    private String[] names = new String[8];
    private Object[] values = new Object[8];
    private double[] numbers = new double[8];

    RawRecord() {}

    void begin() {
        isObject = false;
        fields = 0;
    }

    void complete() {
        isObject = true;
    }

    /** @param value text, a list of {@link OptionalDouble}, {@link #NULL} or {@link #OTHER} */
    void add(String name, Object value) {
        if (fields == names.length) {
            names = Arrays.copyOf(names, 2 * fields);
            values = Arrays.copyOf(values, 2 * fields);
            numbers = Arrays.copyOf(numbers, 2 * fields);
        }
        names[fields] = name;
        values[fields++] = value;
    }

    void add(String name, double number) {
        add(name, null);
        numbers[fields - 1] = number;
    }

    /** @throws RejectedException where it is no JSON object */
    public void requireObject() {
        if (!isObject) {
            throw malformed("a record must be a JSON object");
        }
    }

    /** @throws RejectedException where it is absent or empty */
    public String getText(String field) {
        int at = find(field);
        if (at < 0) {
            throw malformed(field + " is needed");
        }
        return text(at, field);
    }

    public Optional<String> findText(String field) {
        int at = find(field);
        return at < 0 ? Optional.empty() : Optional.of(text(at, field));
    }

    private String text(int at, String field) {
        if (values[at] instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw malformed(field + " must be text");
    }

    /** A moment as RFC 3339 with its offset. */
    public Instant getInstant(String field) {
        String value = getText(field);
        try {
            return Rfc3339.parse(value);
        } catch (DateTimeException e) {
            throw malformed(field + " must be a time of RFC 3339 with an offset");
        }
    }

    public double getNumber(String field, double min, double max) {
        int at = find(field);
        if (at < 0) {
            throw malformed(field + " is needed");
        }
        return number(at, field, min, max);
    }

    public OptionalDouble findNumber(String field, double min, double max) {
        int at = find(field);
        return at < 0 ? OptionalDouble.empty() : OptionalDouble.of(number(at, field, min, max));
    }

    private double number(int at, String field, double min, double max) {
        if (values[at] != null || !(numbers[at] >= min && numbers[at] <= max)) {
            throw malformed(field + " must be a number from " + min + " to " + max);
        }
        return numbers[at];
    }

    public int getWhole(String field, int min, int max) {
        return findWhole(field, min, max).orElseThrow(() -> malformed(field + " is needed"));
    }

    public OptionalInt findWhole(String field, int min, int max) {
        int at = find(field);
        if (at < 0) {
            return OptionalInt.empty();
        }
        double number = numbers[at];
        if (values[at] != null || !(number >= min && number <= max) || number != Math.rint(number)) {
            throw malformed(field + " must be a whole number from " + min + " to " + max);
        }
        return OptionalInt.of((int) number);
    }

    /** A list of numbers, where null stands for one that is not known. */
    @SuppressWarnings("unchecked")
    public List<OptionalDouble> getNumbers(String field, int length, double min, double max) {
        int at = find(field);
        if (at < 0 || !(values[at] instanceof List<?> list) || list.size() != length) {
            throw malformed(field + " must be a list of " + length + " numbers or nulls");
        }
        List<OptionalDouble> known = (List<OptionalDouble>) list;
        for (OptionalDouble value : known) {
            if (value.isPresent() && !(value.getAsDouble() >= min && value.getAsDouble() <= max)) {
                throw malformed(field + " must hold numbers from " + min + " to " + max + ", or nulls");
            }
        }
        return new ArrayList<>(known);
    }

    /** @return negative where it is absent or null */
    private int find(String field) {
        for (int i = fields - 1; i >= 0; i--) {
            if (names[i].equals(field)) {
                return values[i] == NULL ? -1 : i;
            }
        }
        return -1;
    }

    private static RejectedException malformed(String detail) {
        return new RejectedException(RejectReason.MALFORMED, detail);
    }
}
