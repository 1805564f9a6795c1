package cn.haihe.center.clearing.rules.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Reads the members of a JSON object, and refuses those that nobody asked for. */
final class Fields {
    private final JsonNode object;
    private final Set<String> asked = new HashSet<>();

    Fields(JsonNode object) {
        if (object == null || !object.isObject()) {
            throw new IllegalArgumentException("a JSON object is needed");
        }
        this.object = object;
    }

    private Optional<JsonNode> find(String name) {
        asked.add(name);
        JsonNode found = object.get(name);
        return found == null || found.isNull() ? Optional.empty() : Optional.of(found);
    }

    Optional<String> findText(String name) {
        return find(name).map(node -> {
            if (!node.isTextual()) {
                throw new IllegalArgumentException(name + " must be a text");
            }
            return node.textValue();
        });
    }

    String text(String name) {
        return findText(name).orElseThrow(() -> new IllegalArgumentException(name + " is needed"));
    }

    Optional<LocalDate> findDate(String name) {
        return findText(name).map(text -> {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(name + " must be a date, 2026-11-22", e);
            }
        });
    }

    LocalDate date(String name) {
        return findDate(name).orElseThrow(() -> new IllegalArgumentException(name + " is needed"));
    }

    OptionalLong findWhole(String name) {
        return find(name)
                .map(node -> {
                    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
                        throw new IllegalArgumentException(name + " must be a whole number");
                    }
                    return OptionalLong.of(node.longValue());
                })
                .orElseGet(OptionalLong::empty);
    }

    OptionalInt findInt(String name) {
        OptionalLong found = findWhole(name);
        if (found.isPresent() && found.getAsLong() != (int) found.getAsLong()) {
            throw new IllegalArgumentException(name + " is out of range");
        }
        return found.isPresent() ? OptionalInt.of((int) found.getAsLong()) : OptionalInt.empty();
    }

    long whole(String name) {
        return findWhole(name).orElseThrow(() -> new IllegalArgumentException(name + " is needed"));
    }

    int integer(String name) {
        return findInt(name).orElseThrow(() -> new IllegalArgumentException(name + " is needed"));
    }

    boolean flag(String name) {
        return findFlag(name).orElseThrow(() -> new IllegalArgumentException(name + " is needed"));
    }

    Optional<Boolean> findFlag(String name) {
        return find(name).map(node -> {
            if (!node.isBoolean()) {
                throw new IllegalArgumentException(name + " must be true or false");
            }
            return node.booleanValue();
        });
    }

    JsonNode node(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException(name + " is needed"));
    }

    <E extends Enum<E>> E one(String name, Class<E> of) {
        String text = text(name);
        for (E value : of.getEnumConstants()) {
            if (value.name().equals(text)) {
                return value;
            }
        }
        throw new IllegalArgumentException(name + " must be one of " + List.of(of.getEnumConstants()));
    }

    void noOthers() {
        object.fieldNames().forEachRemaining(name -> {
            if (!asked.contains(name)) {
                throw new IllegalArgumentException(name + " is not known here");
            }
        });
    }
}
