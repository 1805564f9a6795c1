package cn.haihe.center.parking.internal;

import cn.haihe.center.parking.Forecast;
import cn.haihe.center.parking.Occupancy;
import cn.haihe.center.parking.ParkingOutlook;
import cn.haihe.map.traffic.Grade;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Carries a count forward. The trend of the last counts (least squares) goes on, but fades within half an hour, for no car
 * park fills for ever; around it the counts spread as those of a place where cars come and go by chance: the variance
 * grows with time, by what the counts have shown, and never by less than the turnover of a place where one stays two hours.
 * What cannot be below zero is let fall below it: those who found it full and wait or circle are not counted, so a place
 * that was full is foretold full rather than free.
 */
final class OccupancyForecast {
    private static final double FADE_MINUTES = 30;
    private static final double STAY_MINUTES = 120;
    private static final int TREND_COUNTS_MIN = 4;
    private static final double TREND_MINUTES_MIN = 8;

    /** Beyond these minutes a forecast is no better than C, D. */
    private static final double C_FROM_MINUTES = 30;

    private static final double D_FROM_MINUTES = 60;

    private OccupancyForecast() {}

    /** @param history in the order of times, its last the observed one */
    static Optional<Forecast> of(Occupancy observed, List<OccupancyHistory.Count> history, Instant at) {
        Duration ahead = Duration.between(observed.observedAt(), at);
        if (ahead.compareTo(ParkingOutlook.AHEAD_MAX) > 0) {
            return Optional.empty();
        }
        double minutes = Math.max(0, minutes(ahead));
        Optional<Trend> trend = trend(history);
        double faded = FADE_MINUTES * (1 - Math.exp(-minutes / FADE_MINUTES));
        double mean =
                observed.freeSpaces() + trend.map(t -> t.perMinute() * faded).orElse(0.0);
        double variance = minutes
                        * Math.max(
                                leastVariance(observed),
                                trend.map(Trend::variancePerMinute).orElse(0.0))
                + trend.map(t -> t.slopeVariance() * faded * faded).orElse(0.0);
        double probability = Math.sqrt(variance) < 1e-9
                ? (observed.freeSpaces() >= 1 ? 1 : 0)
                : 1 - normal((0.5 - mean) / Math.sqrt(variance));
        return Optional.of(new Forecast(
                at,
                bounded(mean, observed.totalSpaces()),
                probability,
                trend.isPresent() ? Forecast.Basis.TREND : Forecast.Basis.LAST_COUNT,
                observed,
                grade(observed.grade(), minutes)));
    }

    /** Of spaces in one minute, were those who leave as many as those who come. */
    private static double leastVariance(Occupancy observed) {
        double taken = observed.totalSpaces().isPresent()
                ? Math.max(0, observed.totalSpaces().getAsInt() - observed.freeSpaces())
                : observed.freeSpaces();
        return 2 * Math.max(1, taken) / STAY_MINUTES;
    }

    private record Trend(double perMinute, double slopeVariance, double variancePerMinute) {}

    private static Optional<Trend> trend(List<OccupancyHistory.Count> history) {
        int count = history.size();
        if (count < TREND_COUNTS_MIN) {
            return Optional.empty();
        }
        Instant last = history.get(count - 1).at();
        double[] x = new double[count];
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < count; i++) {
            x[i] = minutes(Duration.between(last, history.get(i).at()));
            meanX += x[i] / count;
            meanY += history.get(i).free() / (double) count;
        }
        if (-x[0] < TREND_MINUTES_MIN) {
            return Optional.empty();
        }
        double xx = 0;
        double xy = 0;
        for (int i = 0; i < count; i++) {
            xx += (x[i] - meanX) * (x[i] - meanX);
            xy += (x[i] - meanX) * (history.get(i).free() - meanY);
        }
        double slope = xy / xx;
        double residuals = 0;
        double steps = 0;
        for (int i = 0; i < count; i++) {
            double off = history.get(i).free() - meanY - slope * (x[i] - meanX);
            residuals += off * off;
            if (i > 0) {
                double step = history.get(i).free() - history.get(i - 1).free() - slope * (x[i] - x[i - 1]);
                steps += step * step;
            }
        }
        return Optional.of(new Trend(slope, residuals / (count - 2) / xx, steps / -x[0]));
    }

    private static double bounded(double free, OptionalInt total) {
        double most = total.isPresent() ? total.getAsInt() : Double.MAX_VALUE;
        return Math.max(0, Math.min(most, free));
    }

    private static Grade grade(Grade observed, double minutes) {
        if (minutes > D_FROM_MINUTES) {
            return Grade.weaker(observed, Grade.D);
        }
        return minutes > C_FROM_MINUTES ? Grade.weaker(observed, Grade.C) : observed;
    }

    private static double minutes(Duration duration) {
        return duration.toMillis() / 60_000.0;
    }

    /** The normal distribution up to z: Abramowitz and Stegun 7.1.26, good to 1e-7. */
    static double normal(double z) {
        double x = Math.abs(z) / Math.sqrt(2);
        double t = 1 / (1 + 0.3275911 * x);
        double tail = t
                * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
                * Math.exp(-x * x);
        return z < 0 ? tail / 2 : 1 - tail / 2;
    }
}
