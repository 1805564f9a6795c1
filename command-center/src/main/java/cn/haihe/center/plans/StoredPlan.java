package cn.haihe.center.plans;

import cn.haihe.center.signals.Fingerprint;
import cn.haihe.signal.plan.TimingPlan;
import java.time.Instant;
import java.util.Optional;

/**
 * A plan of a junction and where it is in its life.
 *
 * @param origin {@code GIVEN} by an engineer, or the method that made it
 * @param approvalId of the second person's approval, once it was asked for
 * @param fit false once its controller refused it or it was rolled back
 * @param design fingerprint of the junction's design that it was verified for
 */
public record StoredPlan(
        long id,
        String junctionId,
        TimingPlan plan,
        String origin,
        String reason,
        String createdBy,
        Instant createdAt,
        PlanState state,
        Optional<Long> approvalId,
        Optional<String> approvedBy,
        Optional<Instant> approvedAt,
        Optional<Instant> provenAt,
        boolean fit,
        Fingerprint design) {}
