package cn.haihe.routing.search;

/**
 * What one search may cost.
 *
 * @param settledArcsMax above 0
 * @param deadlineNanos by {@link System#nanoTime}
 */
public record SearchBudget(int settledArcsMax, long deadlineNanos) {
    public static SearchBudget of(int settledArcsMax, long millisMax) {
        return new SearchBudget(settledArcsMax, System.nanoTime() + 1_000_000 * millisMax);
    }
}
