package cn.haihe.routing.search;

/**
 * A place on an arc where a way may begin or end.
 *
 * @param share 0 to 1: of an origin, the part of the arc that is still ahead; of a target, the part up to it
 * @param extraMillis what beginning or ending here takes beside, 0 or more
 */
public record ArcEnd(int arc, double share, int extraMillis) {
    public ArcEnd {
        if (!(share >= 0 && share <= 1) || extraMillis < 0) {
            throw new IllegalArgumentException("end of a way on arc " + arc + ": " + share + ", " + extraMillis);
        }
    }
}
