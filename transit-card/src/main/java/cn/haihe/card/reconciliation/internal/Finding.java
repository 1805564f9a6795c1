package cn.haihe.card.reconciliation.internal;

import cn.haihe.card.adjustment.Adjustment.RecordPlace;
import cn.haihe.card.reconciliation.Discrepancy.Evidence;
import cn.haihe.card.reconciliation.DiscrepancyKind;
import java.util.Optional;

/** What one run found. */
record Finding(
        DiscrepancyKind kind,
        String subject,
        Optional<String> institution,
        Optional<String> counterparty,
        Optional<RecordPlace> record,
        Evidence evidence) {
    /** About the centre's own books. */
    static Finding ofCentre(DiscrepancyKind kind, String subject, Evidence evidence) {
        return new Finding(kind, subject, Optional.empty(), Optional.empty(), Optional.empty(), evidence);
    }

    static Finding of(DiscrepancyKind kind, String subject, String institution, Evidence evidence) {
        return new Finding(kind, subject, Optional.of(institution), Optional.empty(), Optional.empty(), evidence);
    }
}
