package cn.haihe.routing;

/**
 * Why a traveller may prefer a way to the others of an answer.
 *
 * @param street only with {@link Kind#AVOIDS}: the street that takes most of the fastest way's time and is not on this
 *     one, in the language that was asked for; else empty
 */
public record RouteMerit(Kind kind, String street) {
    public enum Kind {
        FASTEST,
        /** At least a twentieth shorter than the fastest. */
        SHORTER,
        /** At least two signals fewer than on the fastest. */
        FEWER_SIGNALS,
        AVOIDS
    }
}
