package cn.haihe.map.city;

/**
 * A name in Chinese and in English. Either may be empty where the map does not know it; never null.
 */
public record Names(String zh, String en) {
    public static final Names NONE = new Names("", "");

    public Names {
        zh = zh == null ? "" : zh.strip();
        en = en == null ? "" : en.strip();
    }

    public boolean isEmpty() {
        return zh.isEmpty() && en.isEmpty();
    }

    /** The name to show to a reader of this language ({@code zh} or {@code en}): the other one if this is empty. */
    public String in(String language) {
        boolean english = language != null && language.startsWith("en");
        if (english) {
            return en.isEmpty() ? zh : en;
        }
        return zh.isEmpty() ? en : zh;
    }
}
