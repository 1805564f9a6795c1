package cn.haihe.map.demo.internal;

/** Chance that belongs to a place, not to the order in which it is asked for. */
record Dice(long seed) {
    /** From 0 to below 1, always the same for the same question. */
    double roll(long i, long j, long what) {
        long h = seed * 0x9E3779B97F4A7C15L
                + i * 0xC2B2AE3D27D4EB4FL
                + j * 0x165667B19E3779F9L
                + what * 0x27D4EB2F165667C5L;
        h = (h ^ (h >>> 31)) * 0xBF58476D1CE4E5B9L;
        h = (h ^ (h >>> 27)) * 0x94D049BB133111EBL;
        return ((h ^ (h >>> 31)) >>> 11) * 0x1.0p-53;
    }
}
