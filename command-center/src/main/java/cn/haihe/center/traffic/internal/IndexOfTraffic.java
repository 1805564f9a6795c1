package cn.haihe.center.traffic.internal;

import cn.haihe.center.traffic.SegmentValues;
import cn.haihe.center.traffic.TrafficIndex;
import cn.haihe.map.city.City;
import cn.haihe.map.city.District;
import cn.haihe.map.city.Segment;
import cn.haihe.map.traffic.CongestionScale;
import cn.haihe.map.traffic.Grade;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/**
 * Computes the congestion index of a city and its districts. Which district a segment belongs to is found once. A closed
 * street is known, but nobody's travel time.
 */
final class IndexOfTraffic {
    private static final int NO_DISTRICT = -1;

    private final City city;
    private final CongestionScale scale;
    private final double standstillKmh;
    private final int[] districtOf;
    private final double[] metresOf;
    private final double[] laneMetresOf;
    private final double[] limitKmh;

    IndexOfTraffic(City city, CongestionScale scale, double standstillKmh) {
        this.city = city;
        this.scale = scale;
        this.standstillKmh = standstillKmh;
        districtOf = findDistricts(city);
        metresOf = city.segments().stream().mapToDouble(Segment::lengthMetres).toArray();
        laneMetresOf = city.segments().stream()
                .mapToDouble(segment -> segment.lengthMetres() * segment.lanes())
                .toArray();
        limitKmh = city.segments().stream().mapToDouble(Segment::speedLimitKmh).toArray();
    }

    /** By segment index. */
    double[] limitKmh() {
        return limitKmh;
    }

    private static int[] findDistricts(City city) {
        List<PreparedGeometry> boundaries = city.districts().stream()
                .map(district -> PreparedGeometryFactory.prepare(district.boundary()))
                .toList();
        int[] districtOf = new int[city.segments().size()];
        Arrays.fill(districtOf, NO_DISTRICT);
        for (Segment segment : city.segments()) {
            Point middle = segment.geometry().getFactory().createPoint(middleOf(segment));
            for (int i = 0; i < boundaries.size() && districtOf[segment.index()] == NO_DISTRICT; i++) {
                if (boundaries.get(i).covers(middle)) {
                    districtOf[segment.index()] = i;
                }
            }
        }
        return districtOf;
    }

    private static Coordinate middleOf(Segment segment) {
        return segment.geometry().getCoordinateN(segment.geometry().getNumPoints() / 2);
    }

    TrafficIndex compute(SegmentValues values) {
        Sum whole = new Sum();
        Sum[] districts = new Sum[city.districts().size()];
        Arrays.setAll(districts, i -> new Sum());
        for (int segment = 0; segment < metresOf.length; segment++) {
            whole.add(segment, values);
            int district = districtOf[segment];
            if (district != NO_DISTRICT) {
                districts[district].add(segment, values);
            }
        }
        List<TrafficIndex.District> byDistrict = new ArrayList<>();
        for (int i = 0; i < districts.length; i++) {
            District district = city.districts().get(i);
            Sum sum = districts[i];
            sum.value()
                    .ifPresent(value -> byDistrict.add(new TrafficIndex.District(
                            district.adcode(), district.names(), value, sum.coverageRatio())));
        }
        return new TrafficIndex(whole.value(), whole.coverageRatio(), byDistrict);
    }

    private final class Sum {
        private final double[] metresOfGrade = new double[Grade.values().length];
        private double metres;
        private double knownMetres;
        private double laneMetres;
        private double laneTimeNow;
        private double laneTimeFree;

        void add(int segment, SegmentValues values) {
            double length = metresOf[segment];
            metres += length;
            if (!values.isKnown(segment)) {
                return;
            }
            knownMetres += length;
            metresOfGrade[values.grade(segment).ordinal()] += length;
            if (!values.isClosed(segment)) {
                double laneLength = laneMetresOf[segment];
                laneMetres += laneLength;
                laneTimeNow += laneLength / Math.max(values.speedKmh(segment), standstillKmh);
                laneTimeFree += laneLength / limitKmh[segment];
            }
        }

        double coverageRatio() {
            return metres == 0 ? 0 : knownMetres / metres;
        }

        Optional<TrafficIndex.Value> value() {
            if (laneMetres == 0) {
                return Optional.empty();
            }
            double ratio = laneTimeNow / laneTimeFree;
            return Optional.of(new TrafficIndex.Value(
                    ratio, scale.levelOf(ratio), laneMetres / laneTimeNow, laneMetres / laneTimeFree, grade()));
        }

        private Grade grade() {
            double sum = 0;
            for (Grade grade : Grade.values()) {
                sum += metresOfGrade[grade.ordinal()];
                if (sum >= knownMetres / 2) {
                    return grade;
                }
            }
            return Grade.D;
        }
    }
}
