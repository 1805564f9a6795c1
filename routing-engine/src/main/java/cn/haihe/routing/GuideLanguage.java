package cn.haihe.routing;

import java.util.Locale;

/** Languages that instructions and street names are given in. */
public enum GuideLanguage {
    ZH(Locale.SIMPLIFIED_CHINESE),
    EN(Locale.US);

    private final Locale locale;

    GuideLanguage(Locale locale) {
        this.locale = locale;
    }

    public Locale locale() {
        return locale;
    }

    /** {@link #EN} for English in any form, else {@link #ZH}: the hub's own language. */
    public static GuideLanguage of(Locale locale) {
        return Locale.ENGLISH.getLanguage().equals(locale.getLanguage()) ? EN : ZH;
    }
}
