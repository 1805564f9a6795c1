package cn.haihe.ops.city.traffic;

/** Random-looking numbers that depend on nothing but their inputs: the same seed gives the same city. */
public final class SeededHash {
    private SeededHash() {}

    public static long mix(long seed, long a, long b) {
        long z = seed + a * 0x9E3779B97F4A7C15L + b * 0xC2B2AE3D27D4EB4FL;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** Even in [0, 1). */
    public static double unit(long seed, long a, long b) {
        return (mix(seed, a, b) >>> 11) * 0x1.0p-53;
    }
}
