package cn.haihe.signal.fieldbus;

/**
 * What the bus takes at most.
 *
 * @param operationsPerController that may wait for one controller
 * @param framesPerSecond that one controller may send on average; what is above is dropped and counted
 * @param framesInBurst that it may send at once
 * @param connections open at the same time
 * @param defectsPerConnection after which a connection is closed
 * @param identifyMillis within which a caller must have said who it is
 */
public record BusLimits(
        int operationsPerController,
        int framesPerSecond,
        int framesInBurst,
        int connections,
        int defectsPerConnection,
        long identifyMillis) {
    public static final BusLimits DEFAULT = new BusLimits(16, 50, 200, 30_000, 50, 10_000);
}
