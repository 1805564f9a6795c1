package cn.haihe.center.traffic;

import cn.haihe.map.city.Names;
import cn.haihe.map.traffic.Age;
import cn.haihe.map.traffic.CongestionLevel;
import cn.haihe.map.traffic.Grade;
import java.time.Instant;
import java.util.List;

/**
 * The congestion of a city as clients read it.
 *
 * @param index travel-time ratio as in GB/T 33171; null, with level, speeds and grade, where no speed is known
 * @param coverageRatio part of the network's length that has a known speed
 */
public record IndexView(
        Instant asOf,
        long ageSeconds,
        Grade grade,
        Double index,
        CongestionLevel level,
        Double averageSpeedKmh,
        Double freeFlowSpeedKmh,
        double coverageRatio,
        List<District> byDistrict) {

    public record District(
            String adcode,
            Names names,
            double index,
            CongestionLevel level,
            double averageSpeedKmh,
            double freeFlowSpeedKmh,
            double coverageRatio,
            Grade grade) {}

    public static IndexView of(TrafficPicture picture, Instant now) {
        TrafficIndex index = picture.index();
        TrafficIndex.Value city = index.city().orElse(null);
        return new IndexView(
                picture.asOf(),
                Age.seconds(picture.asOf(), now),
                city == null ? null : city.grade(),
                city == null ? null : rounded(city.ratio(), 1000),
                city == null ? null : city.level(),
                city == null ? null : rounded(city.averageSpeedKmh(), 10),
                city == null ? null : rounded(city.freeFlowSpeedKmh(), 10),
                rounded(index.coverageRatio(), 10_000),
                index.byDistrict().stream().map(IndexView::district).toList());
    }

    private static District district(TrafficIndex.District district) {
        TrafficIndex.Value value = district.value();
        return new District(
                district.adcode(),
                district.names(),
                rounded(value.ratio(), 1000),
                value.level(),
                rounded(value.averageSpeedKmh(), 10),
                rounded(value.freeFlowSpeedKmh(), 10),
                rounded(district.coverageRatio(), 10_000),
                value.grade());
    }

    private static double rounded(double value, double parts) {
        return Math.round(value * parts) / parts;
    }
}
