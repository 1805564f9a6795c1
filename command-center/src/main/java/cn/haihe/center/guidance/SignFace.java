package cn.haihe.center.guidance;

import java.util.List;

/**
 * The lines on a sign in each language; none where it is dark.
 *
 * @param source why it shows them
 */
public record SignFace(Source source, List<String> zh, List<String> en) {
    public static final SignFace DARK = new SignFace(Source.NONE, List.of(), List.of());

    public SignFace {
        zh = List.copyOf(zh);
        en = List.copyOf(en);
    }

    public enum Source {
        /** A detour is advised. */
        ADVICE,
        /** Times and congestion of the ways ahead. */
        TIMES,
        /** An operator's text. */
        OVERRIDE,
        /** Dark: too little is known of what lies ahead, or what is known is too old. */
        NONE
    }
}
