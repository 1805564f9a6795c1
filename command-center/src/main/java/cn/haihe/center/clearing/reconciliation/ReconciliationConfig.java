package cn.haihe.center.clearing.reconciliation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.Period;

/** How days are held against the ledger and the bank, and how long people have. No source gives the times: they are ours. */
@ConfigMapping(prefix = "haihe.clearing.reconciliation")
public interface ReconciliationConfig {
    /** How often days are looked for that were sealed, or are not finished. */
    @WithDefault("5m")
    Duration lookEvery();

    /** A day that is not finished is looked at again so often. */
    @WithDefault("6h")
    Duration againAfter();

    /** Days longer ago are followed no more; what they left in the queue stays there. */
    @WithDefault("P60D")
    Period lookBack();

    /** Working days that the bank has to confirm. */
    @WithDefault("1")
    int confirmWithinDays();

    /** Working days that a suspended record may wait for a decision. */
    @WithDefault("5")
    int decideWithinDays();

    /** Working days that people have for an exception. */
    @WithDefault("3")
    int resolveWithinDays();

    /** Suspended records past their time that one run brings to people. */
    @WithDefault("1000")
    int suspendedMax();
}
