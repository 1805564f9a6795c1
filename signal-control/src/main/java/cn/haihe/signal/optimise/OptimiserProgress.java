package cn.haihe.signal.optimise;

import java.time.Duration;

/**
 * How far a search is.
 *
 * @param share of the budget that is used, 0 to 1
 * @param startDelaySeconds a vehicle under the present plans, by the queue model
 * @param bestDelaySeconds a vehicle under the best plans so far
 */
public record OptimiserProgress(
        Duration elapsed, double share, long evaluations, double startDelaySeconds, double bestDelaySeconds) {}
