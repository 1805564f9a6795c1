package cn.haihe.center.profile.internal;

import cn.haihe.center.city.CityHolder;
import cn.haihe.center.source.RawRecord;
import cn.haihe.center.source.RejectReason;
import cn.haihe.center.source.RejectedException;
import cn.haihe.map.city.City;
import cn.haihe.routing.profile.DayProfile;
import cn.haihe.routing.profile.KindOfDay;
import cn.haihe.routing.profile.SpeedProfiles;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * {@code {"segmentId","kind","speedsKmh":[96 numbers or nulls],"observations"}}: the usual speeds of a segment on a kind
 * of day, from 00:00 on by quarter-hour.
 */
@ApplicationScoped
public class ProfileForm {
    private final CityHolder cities;

    ProfileForm(CityHolder cities) {
        this.cities = cities;
    }

    /** @param observations how much the speeds weigh against what will be learnt */
    public record Imported(int segment, KindOfDay kind, List<OptionalDouble> speedsKmh, int observations) {
        /** What is known after it; quarter-hours of which it says nothing stay as they are. */
        DayProfile over(SpeedProfiles known) {
            DayProfile before = known.find(segment, kind).orElse(DayProfile.UNKNOWN);
            int told =
                    (int) speedsKmh.stream().filter(OptionalDouble::isPresent).count();
            int[] quarters = new int[told];
            double[] kmh = new double[told];
            int[] behind = new int[told];
            int next = 0;
            for (int quarter = 0; quarter < speedsKmh.size(); quarter++) {
                if (speedsKmh.get(quarter).isPresent()) {
                    quarters[next] = quarter;
                    kmh[next] = speedsKmh.get(quarter).getAsDouble();
                    behind[next++] = observations;
                }
            }
            return before.with(quarters, kmh, behind);
        }
    }

    /** One body being read. */
    public Batch begin() {
        return new Batch(cities.get().city());
    }

    public static final class Batch {
        private final City city;
        private final Set<Integer> rows = new HashSet<>();

        private Batch(City city) {
            this.city = city;
        }

        /** @throws RejectedException where the record can't be taken */
        public Imported read(RawRecord record) {
            record.requireObject();
            int segment = city.findSegment(record.getText("segmentId"))
                    .orElseThrow(() -> new RejectedException(RejectReason.UNKNOWN_DEVICE, "no such segment"))
                    .index();
            KindOfDay kind = kind(record.getText("kind"));
            List<OptionalDouble> speeds =
                    record.getNumbers("speedsKmh", DayProfile.QUARTERS, -Double.MAX_VALUE, Double.MAX_VALUE);
            boolean possible =
                    speeds.stream().allMatch(kmh -> kmh.orElse(0) >= 0 && kmh.orElse(0) <= DayProfile.MAX_KMH);
            if (!possible) {
                throw new RejectedException(
                        RejectReason.IMPOSSIBLE_SPEED, "speeds must be from 0 to " + (int) DayProfile.MAX_KMH);
            }
            if (speeds.stream().allMatch(OptionalDouble::isEmpty)) {
                throw new RejectedException(RejectReason.MALFORMED, "speedsKmh tells nothing");
            }
            int observations = record.getWhole("observations", 1, DayProfile.OBSERVATIONS_MAX);
            if (!rows.add(ProfileRows.row(segment, kind))) {
                throw new RejectedException(RejectReason.DUPLICATE, "told before in this body");
            }
            return new Imported(segment, kind, speeds, observations);
        }

        private static KindOfDay kind(String text) {
            try {
                return KindOfDay.valueOf(text);
            } catch (IllegalArgumentException e) {
                throw new RejectedException(RejectReason.MALFORMED, "kind must be WORKDAY, WEEKEND or HOLIDAY");
            }
        }
    }
}
