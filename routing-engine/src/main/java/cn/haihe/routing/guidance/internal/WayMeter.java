package cn.haihe.routing.guidance.internal;

import cn.haihe.map.city.Names;
import cn.haihe.map.traffic.CongestionScale;
import cn.haihe.map.traffic.Grade;
import cn.haihe.routing.guidance.GuideWay;
import cn.haihe.routing.guidance.RoadPicture;
import cn.haihe.routing.guidance.WayMeasure;
import cn.haihe.routing.live.SegmentSpeeds;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Measures ways under a picture of the traffic. */
final class WayMeter {
    /** A shorter stretch is a queue at one stop line, not a jam. */
    private static final double STRETCH_METRES_MIN = 200;

    private static final double GRADE_SHARE = 0.75;

    private final RoadTable roads;
    private final CongestionScale scale;
    private final double liveShareMin;

    WayMeter(RoadTable roads, CongestionScale scale, double liveShareMin) {
        this.roads = roads;
        this.scale = scale;
        this.liveShareMin = liveShareMin;
    }

    WayMeasure measure(GuideWay way, RoadPicture picture) {
        SegmentSpeeds speeds = picture.speeds();
        double metres = 0;
        double seconds = 0;
        double freeSeconds = 0;
        double[] gradeMetres = new double[Grade.values().length];
        int closed = -1;
        Optional<Names> cause = Optional.empty();
        Stretch stretch = new Stretch();
        for (int i = 0; i < way.segments().size(); i++) {
            int segment = way.segments().get(i);
            double part = i == 0 ? 1 - way.startFraction() : 1;
            double partMetres = part * roads.metres(segment);
            double free = part * roads.freeFlowSeconds(segment);
            double now = part * roads.seconds(segment, speeds);
            if (i + 1 < way.segments().size()) {
                now += waitBeyond(segment, way.segments().get(i + 1), now - free, picture);
            }
            metres += partMetres;
            freeSeconds += free;
            seconds += now;
            Optional<Grade> grade = speeds.findGrade(segment);
            grade.ifPresent(known -> gradeMetres[known.ordinal()] += partMetres);
            stretch.add(segment, partMetres, now, free, grade.isPresent() || speeds.isCapped(segment));
            if (closed < 0 && speeds.isClosed(segment)) {
                closed = segment;
                cause = picture.causes().apply(segment);
            } else if (closed < 0 && cause.isEmpty()) {
                cause = picture.causes().apply(segment);
            }
        }
        double live = 0;
        for (double each : gradeMetres) {
            live += each;
        }
        boolean known = closed < 0 && live > 0 && live >= liveShareMin * metres && freeSeconds > 0;
        return new WayMeasure(
                way,
                metres,
                closed < 0 ? OptionalDouble.of(seconds) : OptionalDouble.empty(),
                freeSeconds,
                known ? Optional.of(scale.levelOf(seconds / freeSeconds)) : Optional.empty(),
                known ? stretch.worstRatio().map(scale::levelOf) : Optional.empty(),
                closed >= 0
                        ? Optional.of(roads.street(closed))
                        : stretch.worst().map(roads::street),
                metres == 0 ? 0 : live / metres,
                grade(gradeMetres, live),
                cause);
    }

    /** As routes count it: what the wait at the signal is longer than the time already lost on its approach. */
    private static double waitBeyond(int segment, int next, double lostSeconds, RoadPicture picture) {
        OptionalInt millis = picture.waits().isEmpty()
                ? OptionalInt.empty()
                : picture.waits().get().findMillis(segment, next);
        return millis.isEmpty() ? 0 : Math.max(0, millis.getAsInt() / 1000.0 - lostSeconds);
    }

    private static Optional<Grade> grade(double[] gradeMetres, double live) {
        double soFar = 0;
        for (Grade grade : Grade.values()) {
            soFar += gradeMetres[grade.ordinal()];
            if (live > 0 && soFar >= GRADE_SHARE * live) {
                return Optional.of(grade);
            }
        }
        return Optional.empty();
    }

    /** The slowest run of live segments of some length that begins anywhere on the way. */
    private static final class Stretch {
        private double metres;
        private double seconds;
        private double freeSeconds;
        private int slowest = -1;
        private double slowestRatio;
        private double worstRatio;
        private int worst = -1;

        void add(int segment, double partMetres, double now, double free, boolean live) {
            if (!live || free == 0) {
                metres = 0;
                seconds = 0;
                freeSeconds = 0;
                slowestRatio = 0;
                return;
            }
            metres += partMetres;
            seconds += now;
            freeSeconds += free;
            if (now / free > slowestRatio) {
                slowestRatio = now / free;
                slowest = segment;
            }
            if (metres >= STRETCH_METRES_MIN) {
                if (seconds / freeSeconds > worstRatio) {
                    worstRatio = seconds / freeSeconds;
                    worst = slowest;
                }
                metres = 0;
                seconds = 0;
                freeSeconds = 0;
                slowestRatio = 0;
            }
        }

        Optional<Double> worstRatio() {
            return worst < 0 ? Optional.empty() : Optional.of(worstRatio);
        }

        Optional<Integer> worst() {
            return worst < 0 ? Optional.empty() : Optional.of(worst);
        }
    }
}
