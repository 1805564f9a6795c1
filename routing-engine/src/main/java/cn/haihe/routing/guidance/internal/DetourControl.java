package cn.haihe.routing.guidance.internal;

import cn.haihe.routing.guidance.GuideWay;
import cn.haihe.routing.guidance.WayMeasure;
import java.util.HashSet;
import java.util.OptionalDouble;
import java.util.Set;

/** What the guard remembers of one detour from one sign. */
final class DetourControl {
    final GuideWay way;
    /** Its segments that are not on the main way. */
    final int[] own;

    private final AdvisedTraffic traffic;
    private final Smoothed seconds = new Smoothed();
    private double share;
    private double advised;
    private double arrived;
    /** Slots of the sign's time that it is still owed; below 0 where it was shown more than its share. */
    double credit;

    DetourControl(GuideWay way, GuideWay main, AdvisedTraffic traffic) {
        this.way = way;
        this.traffic = traffic;
        Set<Integer> shared = new HashSet<>(main.segments());
        own = way.segments().stream()
                .filter(segment -> !shared.contains(segment))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    double share() {
        return share;
    }

    double advisedVehiclesPerHour() {
        return advised;
    }

    OptionalDouble smoothedSeconds(WayMeasure measure, double elapsedSeconds, double constantSeconds) {
        return measure.seconds().isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(seconds.next(measure.seconds().getAsDouble(), elapsedSeconds, constantSeconds));
    }

    /**
     * @param fullVehiclesPerHour what the detour would carry if it were advised all the time
     * @param wayInSeconds how long what was advised takes to show on the detour
     */
    void advise(double newShare, double fullVehiclesPerHour, double elapsedSeconds, double wayInSeconds) {
        double newAdvised = newShare * fullVehiclesPerHour;
        double newArrived = arrived + (newAdvised - arrived) * Smoothed.weight(elapsedSeconds, wayInSeconds);
        traffic.add(own, newAdvised - advised, newArrived - arrived);
        share = newShare;
        advised = newAdvised;
        arrived = newArrived;
    }

    /** Takes back all that it put upon the streets. */
    void forget() {
        traffic.add(own, -advised, -arrived);
        share = 0;
        advised = 0;
        arrived = 0;
    }
}
