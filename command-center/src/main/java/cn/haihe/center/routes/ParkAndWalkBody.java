package cn.haihe.center.routes;

import cn.haihe.center.parking.Forecast;
import cn.haihe.map.city.Names;
import cn.haihe.map.traffic.Grade;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * What {@code /pocket/v1/park-and-walk} answers.
 *
 * @param found car parks within walking distance
 * @param unknown those of them of which nothing is known now, or whose count says nothing of the arrival
 * @param full those that will hardly have a space
 * @param unreachable those to or from which no way was found
 * @param options the best first
 */
record ParkAndWalkBody(int found, int unknown, int full, int unreachable, List<Option> options) {
    /** @param totalSeconds of the drive and the walk */
    record Option(CarPark carPark, Instant arriveAt, double totalSeconds, Leg drive, Leg walk) {}

    /**
     * @param totalSpaces null where neither a source nor the map tells
     * @param freeSpaces as last counted, at {@code asOf}
     * @param expectedFreeSpaces at arrival
     * @param spaceProbability that one is free at arrival
     * @param basis of both: the trend of the last counts, or the last one alone
     * @param grade of the forecast
     */
    record CarPark(
            String id,
            Names names,
            double[] position,
            int freeSpaces,
            Integer totalSpaces,
            Instant asOf,
            long ageSeconds,
            double expectedFreeSpaces,
            double spaceProbability,
            Forecast.Basis basis,
            Grade grade) {}

    /** @param liveShare only of the drive, as {@code grade}, which is absent too where no live speed counts */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Leg(
            double distanceMetres,
            double durationSeconds,
            Double liveShare,
            Grade grade,
            RoutesBody.Line geometry,
            List<RoutesBody.Instruction> instructions) {}
}
