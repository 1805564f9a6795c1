package cn.haihe.center.clearing.internal;

import cn.haihe.card.contract.NetDebitCap;
import cn.haihe.card.contract.RuleKind;
import cn.haihe.card.contract.Rules;
import cn.haihe.card.settlement.Caps;
import cn.haihe.card.settlement.Settlement;
import cn.haihe.card.settlement.WindowStateException;
import cn.haihe.center.access.Roles;
import cn.haihe.center.approval.Approval;
import cn.haihe.center.approval.ApprovalKind;
import cn.haihe.center.approval.ApprovalState;
import cn.haihe.center.approval.Approvals;
import cn.haihe.center.clearing.ClearingConfig;
import cn.haihe.center.clearing.rules.RuleBooks;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Telling the bank what to move needs two persons of the clearing staff. */
@Singleton
public class Instructing implements ApprovalKind {
    static final String KIND = "settlement-instruct";
    private static final Logger LOG = Logger.getLogger(Instructing.class);

    private final Settlement settlement;
    private final Approvals approvals;
    private final RuleBooks books;
    private final ClearingConfig config;
    private final Clock clock;

    Instructing(Settlement settlement, Approvals approvals, RuleBooks books, ClearingConfig config, Clock clock) {
        this.settlement = settlement;
        this.approvals = approvals;
        this.books = books;
        this.config = config;
        this.clock = clock;
    }

    /** Fails with {@link WindowStateException} where it could not be done now, and asks nobody then. */
    public Uni<Approval> ask(LocalDate day, String reason, String by) {
        return caps(day)
                .chain(caps -> settlement.checkInstruct(day, caps))
                .chain(window -> approvals.request(new Approvals.Request(
                        KIND,
                        day.toString(),
                        "Tell the bank what to move for " + day + ": " + window.detail(),
                        reason,
                        by,
                        clock.instant().plus(config.approveWithin()))));
    }

    @Override
    public String name() {
        return KIND;
    }

    @Override
    public Set<String> approverRoles() {
        return Set.of(Roles.CLEARING);
    }

    /** A day that cannot be instructed any more stays as it is: its steps tell. */
    @Override
    public Uni<Void> decided(Approval approval) {
        if (approval.state() != ApprovalState.APPROVED) {
            return Uni.createFrom().voidItem();
        }
        String by = approval.requestedBy() + ", "
                + approval.decision().map(Approval.Decision::by).orElse("?");
        LocalDate day = LocalDate.parse(approval.subject());
        return caps(day)
                .chain(caps -> settlement.instruct(day, caps, by))
                .replaceWithVoid()
                .onFailure(WindowStateException.class)
                .recoverWithUni(refused -> {
                    LOG.warnf("approved, but not instructed: %s", refused.getMessage());
                    return Uni.createFrom().voidItem();
                });
    }

    /**
     * Those of its business day, or of today where they are higher: a day beyond a cap, whose rules stand, is settled once two
     * persons have raised the cap.
     */
    private Uni<Caps> caps(LocalDate day) {
        return books.load().map(book -> caps(book.asOf(day)).orHigher(caps(book.asOf(books.date()))));
    }

    private static Caps caps(Rules rules) {
        return new Caps(rules.list(RuleKind.NET_DEBIT_CAP, NetDebitCap.class).stream()
                .collect(Collectors.toMap(NetDebitCap::institution, NetDebitCap::amountFen)));
    }
}
