package cn.haihe.center.access.audit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.center.access.audit.AuditChain.ChainBreak;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class AuditChainTest {
    private static final UUID ID = new UUID(1, 2);
    private static final Instant AT = Instant.parse("2026-11-22T08:00:00Z");

    @Property(tries = 200)
    void whatWasChainedChecks(@ForAll String who, @ForAll String detail, @ForAll AuditOutcome outcome) {
        AuditEntry entry = entry(who, detail, outcome);
        assertThat(AuditChain.check(entry, 6, AuditChain.GENESIS)).isEmpty();
        assertThat(AuditChain.check(entry, 5, AuditChain.GENESIS)).contains(ChainBreak.ENTRIES_MISSING);
        assertThat(AuditChain.check(entry, 6, entry.hash())).contains(ChainBreak.NOT_LINKED);
    }

    @Property(tries = 200)
    void anyOtherTextHasAnotherHash(@ForAll String one, @ForAll String other) {
        AuditEntry entry = entry(one, other, AuditOutcome.DONE);
        AuditEvent swapped = event(other, one, AuditOutcome.DONE);
        if (!swapped.equals(entry.event())) {
            assertThat(AuditChain.check(with(entry, swapped, entry.at()), 6, AuditChain.GENESIS))
                    .contains(ChainBreak.CHANGED);
        }
        assertThat(AuditChain.check(with(entry, entry.event(), AT.plus(1, ChronoUnit.MICROS)), 6, AuditChain.GENESIS))
                .contains(ChainBreak.CHANGED);
    }

    private static AuditEntry with(AuditEntry e, AuditEvent event, Instant at) {
        return new AuditEntry(e.seq(), e.eventId(), at, event, e.previousHash(), e.hash());
    }

    private static AuditEntry entry(String who, String detail, AuditOutcome outcome) {
        return AuditChain.next(7, ID, AT, event(who, detail, outcome), AuditChain.GENESIS);
    }

    private static AuditEvent event(String who, String detail, AuditOutcome outcome) {
        return new AuditEvent(who, "", "test", "", outcome, detail);
    }
}
