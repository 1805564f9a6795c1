package cn.haihe.center.profile.internal;

import cn.haihe.routing.profile.KindOfDay;

/** Numbers the rows of a city's profiles, one a segment and kind of day, so that a set of them is a set of bits. */
final class ProfileRows {
    private static final KindOfDay[] KINDS = KindOfDay.values();

    private ProfileRows() {}

    static int row(int segment, KindOfDay kind) {
        return segment * KINDS.length + kind.ordinal();
    }

    static int segment(int row) {
        return row / KINDS.length;
    }

    static KindOfDay kind(int row) {
        return KINDS[row % KINDS.length];
    }
}
