package cn.haihe.routing.vehicle;

/**
 * How large a lorry is. A road with a lower limit is closed to it; a road without a posted limit is open.
 *
 * @param heightMetres above 0, at most 10
 * @param weightTonnes gross, above 0, at most 200
 */
public record TruckSize(double heightMetres, double weightTonnes) {
    /** The largest that GB 1589 allows without a permit. */
    public static final TruckSize LARGEST_PLAIN = new TruckSize(4.0, 49.0);

    public TruckSize {
        if (!(heightMetres > 0 && heightMetres <= 10) || !(weightTonnes > 0 && weightTonnes <= 200)) {
            throw new IllegalArgumentException("a truck of " + heightMetres + " m and " + weightTonnes + " t");
        }
    }
}
