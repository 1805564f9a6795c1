package cn.haihe.map.osm.internal;

import cn.haihe.map.city.Names;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** The tags of an OSM element. */
public record Tags(Map<String, String> values) {
    public static final Tags NONE = new Tags(Map.of());

    /** The value, or an empty string where the tag is absent. */
    public String get(String key) {
        return values.getOrDefault(key, "");
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    public boolean is(String key, String value) {
        return value.equals(values.get(key));
    }

    public boolean isAnyOf(String key, Set<String> accepted) {
        return accepted.contains(get(key));
    }

    /** Whether one of the values of this tag, divided by semicolons, is this one. */
    public boolean lists(String key, String value) {
        return split(key).anyMatch(value::equals);
    }

    public Stream<String> split(String key) {
        return Stream.of(get(key).split(";")).map(String::strip).filter(part -> !part.isEmpty());
    }

    /** A whole number of at least one. */
    public OptionalInt count(String key) {
        try {
            int count = Integer.parseInt(get(key).strip());
            return count >= 1 ? OptionalInt.of(count) : OptionalInt.empty();
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    /** A plain {@code name} is taken as Chinese where it has Chinese characters, else as the one to show in English. */
    public Names names() {
        String name = get("name");
        boolean chinese = name.codePoints().anyMatch(Character::isIdeographic);
        String zh = Optional.of(get("name:zh")).filter(s -> !s.isBlank()).orElse(chinese ? name : get("name:zh-Hans"));
        String en = Optional.of(get("name:en")).filter(s -> !s.isBlank()).orElse(chinese ? "" : name);
        return new Names(zh, en);
    }
}
