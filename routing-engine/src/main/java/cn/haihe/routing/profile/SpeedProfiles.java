package cn.haihe.routing.profile;

import java.util.Objects;
import java.util.Optional;

/**
 * The usual speeds of a whole city, by segment index and kind of day. Immutable; two of them share the rows that are
 * alike, and a segment of which nothing is known costs one reference.
 */
public final class SpeedProfiles {
    private static final KindOfDay[] KINDS = KindOfDay.values();

    private final int segmentCount;
    private final DayProfile[] rows;

    private SpeedProfiles(int segmentCount, DayProfile[] rows) {
        this.segmentCount = segmentCount;
        this.rows = rows;
    }

    /** Of a city of which nothing is known yet. */
    public static SpeedProfiles unknown(int segmentCount) {
        return new SpeedProfiles(segmentCount, new DayProfile[segmentCount * KINDS.length]);
    }

    public int segmentCount() {
        return segmentCount;
    }

    /** Rows with anything known in them; three for a segment that is known on all kinds of day. */
    public int knownRows() {
        int known = 0;
        for (DayProfile row : rows) {
            known += row == null ? 0 : 1;
        }
        return known;
    }

    public Optional<DayProfile> find(int segmentIndex, KindOfDay kind) {
        return Optional.ofNullable(rows[row(segmentIndex, kind)]);
    }

    /** @param quarter 0 to 95 */
    public boolean isKnown(int segmentIndex, KindOfDay kind, int quarter) {
        DayProfile profile = rows[row(segmentIndex, kind)];
        return profile != null && profile.isKnown(quarter);
    }

    /** @throws IllegalStateException where none is known */
    public float getSpeedKmh(int segmentIndex, KindOfDay kind, int quarter) {
        DayProfile profile = rows[row(segmentIndex, kind)];
        if (profile == null) {
            throw new IllegalStateException("no profile of segment " + segmentIndex + " on a " + kind);
        }
        return profile.getSpeedKmh(quarter);
    }

    public Builder change() {
        return new Builder(this);
    }

    private static int row(int segmentIndex, KindOfDay kind) {
        return segmentIndex * KINDS.length + kind.ordinal();
    }

    /** Collects changes; not for several threads. */
    public static final class Builder {
        private final int segmentCount;
        private final DayProfile[] rows;

        private Builder(SpeedProfiles from) {
            segmentCount = from.segmentCount;
            rows = from.rows.clone();
        }

        public Builder put(int segmentIndex, KindOfDay kind, DayProfile profile) {
            Objects.checkIndex(segmentIndex, segmentCount);
            rows[row(segmentIndex, kind)] = profile.isUnknown() ? null : profile;
            return this;
        }

        public SpeedProfiles build() {
            return new SpeedProfiles(segmentCount, rows.clone());
        }
    }
}
