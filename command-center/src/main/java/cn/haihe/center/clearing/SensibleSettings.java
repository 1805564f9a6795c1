package cn.haihe.center.clearing;

import cn.haihe.card.clearing.ClearingRules;
import cn.haihe.card.clearing.archive.DayArchive;
import cn.haihe.center.clearing.dispute.DisputeConfig;
import cn.haihe.center.clearing.reconciliation.ReconciliationConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Lets no hub start with settings of clearing that contradict each other: one would find out months later, by lost money. */
@Singleton
class SensibleSettings {
    private static final String PREFIX = "haihe.clearing.";

    private final ClearingConfig clearing;
    private final DisputeConfig disputes;
    private final ReconciliationConfig reconciliation;

    SensibleSettings(ClearingConfig clearing, DisputeConfig disputes, ReconciliationConfig reconciliation) {
        this.clearing = clearing;
        this.disputes = disputes;
        this.reconciliation = reconciliation;
    }

    void check(@Observes @Priority(1) StartupEvent starting) {
        List<String> faults = faults(clearing, disputes, reconciliation);
        if (!faults.isEmpty()) {
            throw new IllegalStateException(
                    "the settings of clearing contradict each other: " + String.join("; ", faults));
        }
    }

    static List<String> faults(ClearingConfig clearing, DisputeConfig disputes, ReconciliationConfig reconciliation) {
        List<String> faults = new ArrayList<>();
        atLeastOne(faults, "files-at-once", clearing.filesAtOnce());
        atLeastOne(faults, "uploads-per-institution", clearing.uploadsPerInstitution());
        atLeastOne(faults, "answers-at-once", clearing.answersAtOnce());
        atLeastOne(faults, "delivery.at-once", clearing.delivery().atOnce());
        atLeastOne(
                faults,
                "delivery.bytes-per-second-least",
                clearing.delivery().bytesPerSecondLeast().asLongValue());
        atLeastOne(faults, "dispute.open-within-days", disputes.openWithinDays());
        atLeastOne(faults, "dispute.answer-within-days", disputes.answerWithinDays());
        atLeastOne(faults, "dispute.open-max", disputes.openMax());
        atLeastOne(faults, "reconciliation.suspended-max", reconciliation.suspendedMax());
        try {
            new ClearingRules(
                    ClearingRules.defaults().zone(),
                    clearing.amountMaxFen(),
                    clearing.clockSkewMax(),
                    clearing.lateMax());
        } catch (IllegalArgumentException e) {
            faults.add(PREFIX + "amount-max-fen, clock-skew-max or late-max: " + e.getMessage());
        }
        if (clearing.archive()) {
            archive(faults, clearing, disputes, reconciliation);
        }
        return faults;
    }

    private static void archive(
            List<String> faults, ClearingConfig clearing, DisputeConfig disputes, ReconciliationConfig reconciliation) {
        int days = clearing.archiveAfterDays();
        longer(faults, days, DayArchive.LEAST_DAYS - 1, "the database lets no younger day go");
        longer(faults, days, clearing.lateMax().toDays(), PREFIX + "late-max: records of it may still come");
        longer(faults, days, ClearingRules.JOURNEY_WAIT_DAYS, "journeys wait so long for their rides");
        longer(
                faults,
                days,
                disputes.openWithinDays(),
                PREFIX + "dispute.open-within-days: its records may still be disputed");
        longer(
                faults,
                days,
                clearing.lateMax().toDays() + disputes.openWithinDays(),
                PREFIX
                        + "late-max and dispute.open-within-days: a ride that came late and was shared with one of it may still"
                        + " be disputed");
        LocalDate any = LocalDate.EPOCH;
        longer(
                faults,
                days,
                any.plus(reconciliation.lookBack()).toEpochDay() - any.toEpochDay(),
                PREFIX + "reconciliation.look-back: its records are still looked at");
    }

    private static void longer(List<String> faults, int days, long than, String why) {
        if (days <= than) {
            faults.add(PREFIX + "archive-after-days is " + days + ", and must be above " + than + " (" + why + ")");
        }
    }

    private static void atLeastOne(List<String> faults, String name, long value) {
        if (value < 1) {
            faults.add(PREFIX + name + " is " + value + ", and must be at least 1");
        }
    }
}
