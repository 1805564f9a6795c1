package cn.haihe.ops.city.roadside;

import cn.haihe.ops.city.network.Road;
import cn.haihe.ops.city.traffic.TrafficModel;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the traffic police of the simulated city know from the years before: the usual speed of every measured road by
 * quarter-hour, on workdays and on weekends. They have no record of holidays, since the model knows none.
 */
public final class SpeedHistory {
    private static final int QUARTERS = 96;
    private static final int DAYS_OBSERVED = 20;
    private static final LocalDate A_WORKDAY = LocalDate.of(2026, 11, 25);
    private static final LocalDate A_SATURDAY = LocalDate.of(2026, 11, 28);
    private static final LocalDate A_SUNDAY = A_SATURDAY.plusDays(1);

    private SpeedHistory() {}

    /**
     * As {@code POST /api/v1/profiles} takes them, by the wall clock, which devices date by.
     *
     * @param modelAhead how far the model's time is ahead of it, less than a day either way
     */
    public static List<Map<String, ?>> records(List<Road> measured, TrafficModel model, Duration modelAhead) {
        LocalDateTime workday = A_WORKDAY.atStartOfDay().plus(modelAhead);
        LocalDateTime weekend =
                (modelAhead.isNegative() ? A_SUNDAY : A_SATURDAY).atStartOfDay().plus(modelAhead);
        List<Map<String, ?>> records = new ArrayList<>(2 * measured.size());
        for (Road road : measured) {
            records.add(record(road, model, "WORKDAY", workday));
            records.add(record(road, model, "WEEKEND", weekend));
        }
        return records;
    }

    private static Map<String, ?> record(Road road, TrafficModel model, String kind, LocalDateTime midnight) {
        double[] speeds = new double[QUARTERS];
        for (int quarter = 0; quarter < QUARTERS; quarter++) {
            LocalDateTime middle = midnight.plusMinutes(15L * quarter + 7);
            speeds[quarter] = Math.round(10 * model.usualSpeedKmh(road.number(), middle)) / 10.0;
        }
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("segmentId", road.id());
        record.put("kind", kind);
        record.put("speedsKmh", speeds);
        record.put("observations", DAYS_OBSERVED);
        return record;
    }
}
