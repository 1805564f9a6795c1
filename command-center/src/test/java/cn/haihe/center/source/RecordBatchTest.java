package cn.haihe.center.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.haihe.center.problem.ProblemException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordBatchTest {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String[] VALUES = {
        "1", "-2.50", "7.0", "1e999", "1e3", "2147483648", "12345678901234567890123", "\"text\"", "\"\"",
        "\"\\u5317\\n\\\"x\"", "\"海河\"", "null", "true", "{\"a\":[1,{}]}", "[]", "[1,null,2.5]", "[1,\"x\"]", "[[1]]"
    };

    @Test
    void readsEveryRecordAsTheTreeOfItSays() throws Exception {
        Random random = new Random(20260101);
        List<String> records = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            records.add(random.nextInt(20) == 0 ? broken(random) : object(random));
        }
        check(RecordBatch.read(bytes(String.join("\n\r\n ", records)), true), records);
        List<String> whole =
                records.stream().filter(text -> tree(text).isPresent()).toList();
        assertThat(whole).hasSizeBetween(2_000, 2_999);
        check(RecordBatch.read(bytes("[" + String.join(" ,\n", whole) + "]"), false), whole);
        check(RecordBatch.read(bytes("\uFEFF[" + whole.get(0) + "]"), false), whole.subList(0, 1));
    }

    private static void check(RecordBatch batch, List<String> records) {
        assertThat(batch.size()).isEqualTo(records.size());
        int at = 0;
        for (RawRecord record : batch) {
            String text = records.get(at);
            assertThat(batch.text(at).strip()).isEqualTo(text);
            Optional<JsonNode> tree = tree(text).filter(JsonNode::isObject);
            if (tree.isEmpty()) {
                assertThatThrownBy(record::requireObject).as(text).isInstanceOf(RejectedException.class);
            } else {
                record.requireObject();
                for (String field : List.of("a", "b", "c", "absent")) {
                    check(record, field, tree.get().get(field), text);
                }
            }
            at++;
        }
        assertThat(at).isEqualTo(records.size());
    }

    private static void check(RawRecord record, String field, JsonNode value, String text) {
        boolean isAbsent = value == null || value.isNull();
        if (isAbsent) {
            assertThat(record.findText(field)).isEmpty();
            assertThat(record.findNumber(field, -9, 9)).isEmpty();
            assertThat(record.findWhole(field, -9, 9)).isEmpty();
            assertThatThrownBy(() -> record.getText(field)).isInstanceOf(RejectedException.class);
            return;
        }
        if (value.isTextual() && !value.textValue().isEmpty()) {
            assertThat(record.getText(field)).isEqualTo(value.textValue());
        } else {
            assertThatThrownBy(() -> record.getText(field)).as(text).isInstanceOf(RejectedException.class);
        }
        if (value.isNumber() && Math.abs(value.doubleValue()) <= 1e9) {
            assertThat(record.findNumber(field, -1e9, 1e9)).isEqualTo(OptionalDouble.of(value.doubleValue()));
        } else {
            assertThatThrownBy(() -> record.findNumber(field, -1e9, 1e9)).isInstanceOf(RejectedException.class);
        }
        if (value.isNumber() && value.canConvertToInt() && value.intValue() == value.doubleValue()) {
            assertThat(record.findWhole(field, Integer.MIN_VALUE, Integer.MAX_VALUE))
                    .isEqualTo(OptionalInt.of(value.intValue()));
        } else {
            assertThatThrownBy(() -> record.findWhole(field, Integer.MIN_VALUE, Integer.MAX_VALUE))
                    .isInstanceOf(RejectedException.class);
        }
        if (value.toString().equals("[1,null,2.5]")) {
            assertThat(record.getNumbers(field, 3, 0, 3))
                    .containsExactly(OptionalDouble.of(1), OptionalDouble.empty(), OptionalDouble.of(2.5));
            assertThatThrownBy(() -> record.getNumbers(field, 3, 0, 2)).isInstanceOf(RejectedException.class);
        } else {
            assertThatThrownBy(() -> record.getNumbers(field, 3, 0, 3)).isInstanceOf(RejectedException.class);
        }
    }

    private static Optional<JsonNode> tree(String text) {
        try {
            return Optional.of(MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String object(Random random) {
        StringBuilder text = new StringBuilder("{");
        for (int field = random.nextInt(12); field > 0; field--) {
            text.append(text.length() > 1 ? ", " : "")
                    .append('"')
                    .append("abcdef".charAt(random.nextInt(6)))
                    .append("\": ")
                    .append(VALUES[random.nextInt(VALUES.length)]);
        }
        return text.append('}').toString();
    }

    private static String broken(Random random) {
        String text = object(random);
        return switch (random.nextInt(5)) {
            case 0 -> text.substring(0, 1 + random.nextInt(text.length() - 1)).strip();
            case 1 -> text + text;
            case 2 -> "7";
            case 3 -> text.replace('"', '\'') + "}";
            default -> "[".repeat(1_900);
        };
    }

    @Test
    void whatIsNoArrayOfUtf8IsMalformedWhole() {
        for (String broken : List.of("", "{}", "[{]", "[1,", "[] []", "null", "[1 2]")) {
            assertThatThrownBy(() -> RecordBatch.read(bytes(broken), false))
                    .as(broken)
                    .isInstanceOf(ProblemException.class);
        }
        assertThatThrownBy(() -> RecordBatch.read("[{}]".getBytes(StandardCharsets.UTF_16), false))
                .isInstanceOf(ProblemException.class);
        assertThat(RecordBatch.read(bytes("[]"), false).size()).isZero();
        assertThat(RecordBatch.read(null, false).size()).isZero();
        assertThat(RecordBatch.read(bytes("\n \n"), true).size()).isZero();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
