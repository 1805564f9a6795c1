package cn.haihe.signal.fieldbus;

import java.util.Map;
import java.util.TreeMap;

/**
 * How the centre deals with one make of controller: kept under a name, so that thousands of controllers share it.
 *
 * @param name 1 to 64 letters, digits, dots, dashes
 * @param protocol of a {@link FieldProtocol}
 * @param settings what this protocol leaves open and another does not know, by name; what is not named is as usual
 */
public record LinkProfile(String name, String protocol, LinkTiming timing, Map<String, String> settings) {
    public LinkProfile {
        if (!name.matches("[\\p{L}\\p{N}._-]{1,64}")) {
            throw new IllegalArgumentException("not a name: " + name);
        }
        settings = Map.copyOf(new TreeMap<>(settings));
    }
}
