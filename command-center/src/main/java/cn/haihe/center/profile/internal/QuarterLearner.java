package cn.haihe.center.profile.internal;

import cn.haihe.center.traffic.SegmentValues;
import cn.haihe.center.traffic.TrafficPicture;
import cn.haihe.routing.profile.DayCalendar;
import cn.haihe.routing.profile.DayProfile;
import cn.haihe.routing.profile.KindOfDay;
import cn.haihe.routing.profile.SpeedProfiles;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * Makes one observation a quarter-hour of each segment out of the pictures of live traffic: the mean of the speeds seen in
 * it that were observed in it. Values from before, or dated ahead, are no observations of it; so neither late nor future
 * records can spoil what is usual, and neither can a closure. For one thread.
 */
final class QuarterLearner {
    private static final long QUARTER_SECONDS = 15 * 60;

    private final DayCalendar calendar;
    private final int daysRemembered;
    private final double[] sumKmh;
    private final int[] seen;
    private long quarter = Long.MIN_VALUE;

    QuarterLearner(int segments, DayCalendar calendar, int daysRemembered) {
        this.calendar = calendar;
        this.daysRemembered = daysRemembered;
        sumKmh = new double[segments];
        seen = new int[segments];
    }

    /** @param rows of {@code after} that differ from what was known, as {@link ProfileRows} numbers them */
    record Learnt(SpeedProfiles after, BitSet rows) {}

    /** @return what the quarter-hour before has taught, where this picture begins a new one */
    Optional<Learnt> look(TrafficPicture picture, SpeedProfiles known) {
        long now = quarterOf(picture.asOf());
        Optional<Learnt> learnt = Optional.empty();
        if (now > quarter) {
            learnt = close(known);
        } else if (now < quarter) {
            // the clock was put back: what was seen belongs to a time that has not been
            forget();
        }
        quarter = now;
        for (int segment = 0; segment < seen.length; segment++) {
            SegmentValues traffic = picture.values();
            if (traffic.isKnown(segment)
                    && !traffic.isClosed(segment)
                    && quarterOf(traffic.observedAt(segment)) == quarter) {
                sumKmh[segment] += traffic.speedKmh(segment);
                seen[segment]++;
            }
        }
        return learnt;
    }

    private Optional<Learnt> close(SpeedProfiles known) {
        BitSet rows = new BitSet();
        SpeedProfiles.Builder after = known.change();
        ZonedDateTime begin = quarter == Long.MIN_VALUE
                ? null
                : Instant.ofEpochSecond(quarter * QUARTER_SECONDS).atZone(calendar.zone());
        for (int segment = 0; segment < seen.length; segment++) {
            if (seen[segment] > 0) {
                KindOfDay kind = calendar.kindOf(begin.toLocalDate());
                int ofDay = (int) (begin.toLocalTime().toSecondOfDay() / QUARTER_SECONDS);
                DayProfile before = known.find(segment, kind).orElse(DayProfile.UNKNOWN);
                after.put(segment, kind, with(before, ofDay, sumKmh[segment] / seen[segment]));
                rows.set(ProfileRows.row(segment, kind));
            }
        }
        forget();
        return rows.isEmpty() ? Optional.empty() : Optional.of(new Learnt(after.build(), rows));
    }

    private void forget() {
        Arrays.fill(sumKmh, 0);
        Arrays.fill(seen, 0);
    }

    private DayProfile with(DayProfile before, int quarterOfDay, double kmh) {
        if (!before.isKnown(quarterOfDay)) {
            return before.with(quarterOfDay, kmh, 1);
        }
        int behind = before.observations(quarterOfDay) + 1;
        double usual = before.getSpeedKmh(quarterOfDay);
        return before.with(quarterOfDay, usual + (kmh - usual) / Math.min(behind, daysRemembered), behind);
    }

    private static long quarterOf(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), QUARTER_SECONDS);
    }
}
