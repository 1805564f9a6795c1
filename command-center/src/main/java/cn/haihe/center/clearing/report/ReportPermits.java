package cn.haihe.center.clearing.report;

import cn.haihe.center.clearing.internal.Permits;
import jakarta.inject.Singleton;

/** How many reports are made at once: some in all, and one for each who asks. */
@Singleton
class ReportPermits extends Permits {
    ReportPermits(ReportConfig config) {
        super(
                config.atOnce(),
                new Refusal("report-in-making", "One report of yours is being made; ask again when you have it."),
                new Refusal("reports-busy", "Too many reports are being made; ask again in a few seconds."));
    }
}
