package cn.haihe.routing.bench;

import java.util.Locale;
import java.util.StringJoiner;

/** Figures as one line of JSON, in the order in which they were added. */
final class JsonLine {
    private final StringJoiner members = new StringJoiner(",", "{", "}");

    JsonLine add(String name, double value) {
        members.add(String.format(Locale.ROOT, "\"%s\":%.3f", name, value));
        return this;
    }

    JsonLine add(String name, long value) {
        members.add(String.format(Locale.ROOT, "\"%s\":%d", name, value));
        return this;
    }

    JsonLine add(String name, String value) {
        String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"");
        members.add("\"" + name + "\":\"" + escaped + "\"");
        return this;
    }

    @Override
    public String toString() {
        return members.toString();
    }
}
