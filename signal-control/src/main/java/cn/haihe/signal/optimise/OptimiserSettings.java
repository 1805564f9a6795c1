package cn.haihe.signal.optimise;

import java.time.Duration;

/**
 * How long and how widely to search.
 *
 * @param budget of time for the whole of it, the check at the end included
 * @param mostEvaluations of candidate plans by each thread; with a generous budget the result depends on it and the seed
 *     alone
 * @param threads 1 to 64; each searches by itself and they go on from the best of them
 * @param searchSamples drawn demands that a candidate is tried on
 * @param checkSamples drawn demands, others than those, that decide what is kept
 */
public record OptimiserSettings(
        Duration budget, long mostEvaluations, int threads, int searchSamples, int checkSamples, long seed) {
    public OptimiserSettings {
        boolean inRange = !budget.isNegative()
                && budget.compareTo(Duration.ofDays(1)) <= 0
                && mostEvaluations >= 1
                && threads >= 1
                && threads <= 64
                && searchSamples >= 1
                && searchSamples <= 100
                && checkSamples >= 1
                && checkSamples <= 1_000;
        if (!inRange) {
            throw new IllegalArgumentException("budget " + budget + ", " + mostEvaluations + " evaluations, " + threads
                    + " threads, " + searchSamples + " and " + checkSamples + " samples");
        }
    }

    public static OptimiserSettings within(Duration budget, long seed) {
        return new OptimiserSettings(budget, Long.MAX_VALUE, 2, 6, 12, seed);
    }
}
