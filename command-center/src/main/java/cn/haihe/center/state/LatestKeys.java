package cn.haihe.center.state;

/** The names of the hashes in Redis that hold latest records. They never change: a hub may meet what an older one wrote. */
final class LatestKeys {
    static final int BUCKETS = 32;

    private LatestKeys() {}

    static int bucketOf(String id) {
        return Math.floorMod(id.hashCode(), BUCKETS);
    }

    static String key(LatestKind kind, int bucket) {
        return "haihe:latest:{" + kind.keyPart() + ":" + bucket + "}";
    }
}
