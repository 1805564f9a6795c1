package cn.haihe.signal.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A value in a JSON document that knows where it stands, so that each complaint can say so. */
final class JsonPlace {
    private static final long MOST_BYTES = 256L << 20;
    private static final int LONGEST_TEXT = 500;
    private static final double LEAST_ROUNDED = 0.05;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String place;
    private final JsonNode node;

    private JsonPlace(String place, JsonNode node) {
        this.place = place;
        this.node = node;
    }

    /** @throws IOException where the file cannot be read */
    static JsonPlace read(Path file) throws IOException, BadExchange {
        if (Files.size(file) > MOST_BYTES) {
            throw new BadExchange("$", "more than " + MOST_BYTES + " bytes");
        }
        try {
            return new JsonPlace("$", MAPPER.readTree(Files.readAllBytes(file)));
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " in line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new BadExchange("$", "not JSON" + where + ": " + e.getOriginalMessage());
        }
    }

    JsonPlace get(String name) throws BadExchange {
        Optional<JsonPlace> found = find(name);
        if (found.isEmpty()) {
            throw wrong("has no " + name);
        }
        return found.get();
    }

    Optional<JsonPlace> find(String name) throws BadExchange {
        if (!node.isObject()) {
            throw wrong("should be an object");
        }
        JsonNode child = node.get(name);
        return child == null || child.isNull()
                ? Optional.empty()
                : Optional.of(new JsonPlace(place + "." + name, child));
    }

    List<JsonPlace> items() throws BadExchange {
        if (!node.isArray()) {
            throw wrong("should be a list");
        }
        List<JsonPlace> items = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            items.add(new JsonPlace(place + "[" + i + "]", node.get(i)));
        }
        return items;
    }

    List<JsonPlace> items(String name) throws BadExchange {
        return get(name).items();
    }

    String text() throws BadExchange {
        if (!node.isTextual() || node.textValue().isEmpty() || node.textValue().length() > LONGEST_TEXT) {
            throw wrong("should be a text of 1 to " + LONGEST_TEXT + " characters");
        }
        return node.textValue();
    }

    String text(String name) throws BadExchange {
        return get(name).text();
    }

    double number() throws BadExchange {
        if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
            throw wrong("should be a number");
        }
        return node.doubleValue();
    }

    double number(String name) throws BadExchange {
        return get(name).number();
    }

    double number(String name, double least, double most) throws BadExchange {
        JsonPlace child = get(name);
        double number = child.number();
        if (number < least || number > most) {
            throw child.wrong(number + " is not within " + least + " to " + most);
        }
        return number;
    }

    /** Metres or seconds, which the formats round to a tenth: what is less than half of that stands as 0. */
    double rounded(String name, double most) throws BadExchange {
        return Math.max(LEAST_ROUNDED, number(name, 0, most));
    }

    int integer(String name, int least, int most) throws BadExchange {
        JsonPlace child = get(name);
        double number = child.number();
        if (number != Math.rint(number) || number < least || number > most) {
            throw child.wrong(number + " is not a whole number within " + least + " to " + most);
        }
        return (int) number;
    }

    BadExchange wrong(String reason) {
        return new BadExchange(place, reason);
    }
}
