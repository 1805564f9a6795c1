package cn.haihe.signal.deploy;

/**
 * How a plan is proven to run.
 *
 * @param proofSeconds how long to watch at most; a controller may wait for the end of its cycle
 * @param pollMillis between two looks
 */
public record DeployRules(int proofSeconds, long pollMillis) {
    public static final DeployRules DEFAULT = new DeployRules(150, 1_000);
}
