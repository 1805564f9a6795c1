package cn.haihe.center.parking.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.haihe.center.parking.Forecast;
import cn.haihe.center.parking.Occupancy;
import cn.haihe.center.parking.ParkingOutlook;
import cn.haihe.map.traffic.Grade;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OccupancyForecastTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    @Test
    void withoutATrendTheLastCountStandsAndGrowsUncertain() {
        Forecast soon = forecast(observed(5, 100), List.of(), 1);
        Forecast later = forecast(observed(5, 100), List.of(), 60);
        assertThat(soon.basis()).isEqualTo(Forecast.Basis.LAST_COUNT);
        assertThat(soon.expectedFree()).isEqualTo(5);
        assertThat(soon.spaceProbability()).isGreaterThan(0.99);
        assertThat(later.spaceProbability()).isBetween(0.6, 0.9);
        assertThat(forecast(observed(0, 100), List.of(), 0).spaceProbability()).isZero();
        assertThat(forecast(observed(1, 100), List.of(), 0).spaceProbability()).isEqualTo(1);
    }

    @Test
    void aCarParkThatFillsIsForetoldFull() {
        Forecast filling = forecast(observed(20, 100), line(20, -2), 20);
        assertThat(filling.basis()).isEqualTo(Forecast.Basis.TREND);
        assertThat(filling.expectedFree()).isZero();
        assertThat(filling.spaceProbability()).isLessThan(0.3);
        Forecast emptying = forecast(observed(70, 100), line(70, 2), 20);
        assertThat(emptying.expectedFree()).isCloseTo(70 + 2 * 30 * (1 - Math.exp(-20 / 30.0)), within(1e-9));
        assertThat(emptying.spaceProbability()).isGreaterThan(0.95);
    }

    @Test
    void neverMoreThanTheTotalNorForEver() {
        assertThat(forecast(observed(95, 100), line(95, 3), 60).expectedFree()).isEqualTo(100);
        assertThat(OccupancyForecast.of(observed(5, 100), List.of(), NOW.plus(ParkingOutlook.AHEAD_MAX)))
                .isPresent();
        assertThat(OccupancyForecast.of(
                        observed(5, 100),
                        List.of(),
                        NOW.plus(ParkingOutlook.AHEAD_MAX).plusMillis(1)))
                .isEmpty();
    }

    @Test
    void theGradeWeakensWithTheTimeAhead() {
        assertThat(forecast(observed(5, 100), List.of(), 30).grade()).isEqualTo(Grade.B);
        assertThat(forecast(observed(5, 100), List.of(), 31).grade()).isEqualTo(Grade.C);
        assertThat(forecast(observed(5, 100), List.of(), 61).grade()).isEqualTo(Grade.D);
    }

    @Test
    void aFewCountsOrAShortWhileAreNoTrend() {
        List<OccupancyHistory.Count> line = line(20, -2);
        assertThat(forecast(observed(20, 100), line.subList(line.size() - 3, line.size()), 20)
                        .basis())
                .isEqualTo(Forecast.Basis.LAST_COUNT);
        List<OccupancyHistory.Count> burst = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            burst.add(new OccupancyHistory.Count(NOW.minusSeconds(60 - 6L * i), 30 - i));
        }
        assertThat(forecast(observed(20, 100), burst, 20).basis()).isEqualTo(Forecast.Basis.LAST_COUNT);
    }

    /**
     * Cars come and go by chance, and turn away where it is full: of forecasts that say p, the part p must come true, or
     * more, since a car park that was full may have a space at any moment.
     */
    @Test
    void noProbabilityPromisesTooMuch() {
        long seed = 20261122;
        Random random = new Random(seed);
        double[] said = new double[3];
        double[] came = new double[3];
        int[] forecasts = new int[3];
        for (int run = 0; run < 6_000; run++) {
            double arrivals = 0.6 + random.nextDouble();
            double departures = 0.6 + random.nextDouble();
            int free = random.nextInt(25);
            List<OccupancyHistory.Count> history = new ArrayList<>();
            for (int minute = 30; minute >= 0; minute--) {
                if (minute % 2 == 0) {
                    history.add(new OccupancyHistory.Count(NOW.minusSeconds(60L * minute), free));
                }
                free = minute == 0 ? free : next(free, arrivals, departures, random);
            }
            int last = history.get(history.size() - 1).free();
            double p = forecast(observed(last, 150), history, 12).spaceProbability();
            for (int minute = 0; minute < 12; minute++) {
                free = next(free, arrivals, departures, random);
            }
            int bin = p < 1 / 3.0 ? 0 : p < 2 / 3.0 ? 1 : 2;
            said[bin] += p;
            came[bin] += free >= 1 ? 1 : 0;
            forecasts[bin]++;
        }
        for (int bin = 0; bin < 3; bin++) {
            assertThat(forecasts[bin]).isGreaterThan(100);
            double really = came[bin] / forecasts[bin];
            double promised = said[bin] / forecasts[bin];
            assertThat(really)
                    .as("seed %d, bin %d of %d, promised %.3f", seed, bin, forecasts[bin], promised)
                    .isGreaterThan(promised - 0.05);
            assertThat(really - promised).isLessThan(bin == 2 ? 0.05 : 0.35);
        }
    }

    private static int next(int free, double arrivals, double departures, Random random) {
        int after = free + poisson(departures, random) - poisson(arrivals, random);
        return Math.max(0, Math.min(150, after));
    }

    private static int poisson(double mean, Random random) {
        int count = 0;
        for (double left = Math.exp(-mean), product = random.nextDouble(); product > left; count++) {
            product *= random.nextDouble();
        }
        return count;
    }

    @Test
    void theHistoryKeepsAWhileAndNoBursts() {
        OccupancyHistory history = new OccupancyHistory();
        for (int second = 0; second <= 7_200; second += 5) {
            history.add(NOW.plusSeconds(second), second);
        }
        history.add(NOW, 1);
        List<OccupancyHistory.Count> kept = history.list();
        assertThat(kept).hasSizeBetween(45, 61);
        assertThat(kept.get(kept.size() - 1).free()).isEqualTo(7_200);
        assertThat(kept.get(0).at()).isAfterOrEqualTo(NOW.plusSeconds(7_200 - 2_700));
    }

    private static Forecast forecast(Occupancy observed, List<OccupancyHistory.Count> history, int minutes) {
        return OccupancyForecast.of(observed, history, NOW.plusSeconds(60L * minutes))
                .orElseThrow();
    }

    private static Occupancy observed(int free, int total) {
        return new Occupancy(free, OptionalInt.of(total), "test", NOW, Grade.B);
    }

    /** A straight line of counts every two minutes of half an hour. */
    private static List<OccupancyHistory.Count> line(int last, int perMinute) {
        List<OccupancyHistory.Count> counts = new ArrayList<>();
        for (int minute = 30; minute >= 0; minute -= 2) {
            counts.add(
                    new OccupancyHistory.Count(NOW.minusSeconds(60L * minute), Math.max(0, last - perMinute * minute)));
        }
        return counts;
    }
}
