package cn.haihe.signal.fieldbus.link;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Reads the named settings of a link profile; each reader's exception names the setting and what is wrong with it. */
public final class SettingReader {
    private final Map<String, String> left;

    public SettingReader(Map<String, String> settings) {
        left = new TreeMap<>(settings);
    }

    public int whole(String name, int usual) {
        String text = left.remove(name);
        try {
            return text == null ? usual : Integer.decode(text);
        } catch (NumberFormatException notOne) {
            throw new IllegalArgumentException(name + " must be a whole number, not " + text);
        }
    }

    public double number(String name, double usual) {
        String text = left.remove(name);
        try {
            double number = text == null ? usual : Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // Said below.
        }
        throw new IllegalArgumentException(name + " must be a number, not " + text);
    }

    public boolean flag(String name, boolean usual) {
        String text = left.remove(name);
        if (text != null && !text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(name + " must be true or false, not " + text);
        }
        return text == null ? usual : Boolean.parseBoolean(text);
    }

    public <E extends Enum<E>> E choice(String name, Class<E> type, E usual) {
        String text = left.remove(name);
        return text == null
                ? usual
                : Arrays.stream(type.getEnumConstants())
                        .filter(one -> one.name().equals(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(name + " must be one of "
                                + Arrays.toString(type.getEnumConstants()) + ", not " + text));
    }

    /** @throws IllegalArgumentException naming a setting that nobody asked for */
    public void requireAllRead() {
        if (!left.isEmpty()) {
            throw new IllegalArgumentException(
                    "unknown setting " + left.keySet().iterator().next());
        }
    }
}
