package cn.haihe.center.access.audit.internal;

import cn.haihe.center.access.audit.AuditChain;
import cn.haihe.center.access.audit.AuditChain.ChainBreak;
import cn.haihe.center.access.audit.AuditEntry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Recomputes the chain page by page, off the event loop. */
@Singleton
public class AuditVerification {
    private static final int PAGE = 2_000;

    private final AuditStore store;

    @Inject
    AuditVerification(AuditStore store) {
        this.store = store;
    }

    public Uni<Report> verify() {
        return verifyAfter(0, AuditChain.GENESIS);
    }

    private Uni<Report> verifyAfter(long seq, String hash) {
        return store.following(seq, PAGE)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(page -> {
                    Report sofar = check(page, seq, hash);
                    return !sofar.whole() || page.size() < PAGE
                            ? Uni.createFrom().item(sofar)
                            : verifyAfter(sofar.entries(), sofar.headHash());
                });
    }

    static Report check(List<AuditEntry> page, long seq, String hash) {
        long lastSeq = seq;
        String lastHash = hash;
        for (AuditEntry entry : page) {
            Optional<ChainBreak> broken = AuditChain.check(entry, lastSeq, lastHash);
            if (broken.isPresent()) {
                return new Report(false, lastSeq, lastHash, Optional.of(lastSeq + 1), broken);
            }
            lastSeq = entry.seq();
            lastHash = entry.hash();
        }
        return new Report(true, lastSeq, lastHash, Optional.empty(), Optional.empty());
    }

    /**
     * @param entries how many stand in an unbroken chain from the first
     * @param headHash the hash of the last of them: note it down, and a chain cut short later is found out too
     * @param firstBrokenSeq the first entry that is changed, not linked to the one before, or missing
     */
    public record Report(
            boolean whole, long entries, String headHash, Optional<Long> firstBrokenSeq, Optional<ChainBreak> reason) {}
}
