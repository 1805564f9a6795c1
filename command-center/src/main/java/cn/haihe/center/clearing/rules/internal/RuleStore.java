package cn.haihe.center.clearing.rules.internal;

import cn.haihe.card.contract.RuleBook;
import cn.haihe.card.contract.RuleChange;
import cn.haihe.card.contract.RuleKind;
import cn.haihe.card.contract.RuleVersion;
import cn.haihe.center.clearing.ClearingConfig;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** The rules in PostgreSQL. Every method belongs on an event loop. */
@Singleton
public class RuleStore {
    /** Before an edition's number is drawn, so that editions become visible in the order of their numbers. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('card_rule'))::text";

    private static final String FIRST_UNOPENED =
            "SELECT coalesce(max(business_day) + 1, date '2000-01-01')::text FROM card_window_step";

    private static final Logger LOG = Logger.getLogger(RuleStore.class);

    private final ObjectMapper json;
    private final ClearingConfig config;

    RuleStore(ObjectMapper json, ClearingConfig config) {
        this.json = json;
        this.config = config;
    }

    /** @param rows how many there are: they only become more */
    public record Read(long rows, RuleBook book) {
        public static final Read NOTHING = new Read(0, new RuleBook(List.of()));
    }

    /** Who had a change made, and why. */
    public record Decision(
            String origin, Long approval, String proposedBy, String approvedBy, String reason, Instant at) {}

    /** Reads all only where there are more than known. */
    public Uni<Read> read(Read known) {
        return Panache.withSession(() -> RuleRow.count()
                .chain(rows -> rows == known.rows()
                        ? Uni.createFrom().item(known)
                        : RuleRow.<RuleRow>listAll().map(this::read)));
    }

    private Read read(List<RuleRow> rows) {
        List<RuleRow> good =
                rows.stream().filter(row -> isGood(row, config.testKeys())).toList();
        if (good.size() < rows.size()) {
            LOG.warnf(
                    "%d keys among the rules of clearing are test data, which everybody can make: they are left out",
                    rows.size() - good.size());
        }
        return new Read(
                rows.size(), new RuleBook(good.stream().map(this::version).toList()));
    }

    /** A database that began with test data may serve an installation that is in earnest: its test keys then are none. */
    static boolean isGood(RuleRow row, boolean testKeys) {
        boolean isKey = row.kind == RuleKind.SIGNING_KEY || row.kind == RuleKind.TAC_KEY;
        return testKeys || !isKey || !RuleRow.TEST_DATA.equals(row.origin);
    }

    private RuleVersion version(RuleRow row) {
        try {
            RuleChange change = new RuleChange(
                    row.kind,
                    row.subject,
                    row.validFrom,
                    Optional.ofNullable(row.validTo),
                    row.content == null
                            ? Optional.empty()
                            : Optional.of(RuleJson.read(row.kind, json.readTree(row.content))));
            return new RuleVersion(row.version, change);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IllegalStateException("rule " + row.version + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** All rows about a subject, the first made first. */
    public Uni<List<RuleRow>> history(String kind, String subject) {
        return Panache.withSession(() -> Panache.getSession()
                .chain(session -> session.createQuery(
                                "from RuleRow where cast(kind as string) = :kind and subject = :subject order by version",
                                RuleRow.class)
                        .setParameter("kind", kind)
                        .setParameter("subject", subject)
                        .getResultList()));
    }

    /** First business day of which no window is open or was. */
    public Uni<LocalDate> firstUnopened() {
        return Panache.withSession(() -> Panache.getSession().chain(RuleStore::text))
                .map(LocalDate::parse);
    }

    private static Uni<String> text(Mutiny.Session session) {
        return session.createNativeQuery(FIRST_UNOPENED, String.class).getSingleResult();
    }

    /** Until the transaction that it is called in ends nobody else changes a rule, and no business day is opened. */
    public Uni<Void> lock() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK, String.class).getSingleResult())
                .replaceWithVoid();
    }

    /** Adds changes in their order, within a transaction under {@link #lock}. */
    public Uni<Void> add(List<RuleChange> changes, Decision decision) {
        return Multi.createFrom()
                .iterable(changes)
                .onItem()
                .transformToUniAndConcatenate(change -> row(change, decision).persist())
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static RuleRow row(RuleChange change, Decision decision) {
        RuleRow row = new RuleRow();
        row.kind = change.kind();
        row.subject = change.subject();
        row.validFrom = change.validFrom();
        row.validTo = change.validTo().orElse(null);
        row.content = change.rule().map(rule -> RuleJson.write(rule).toString()).orElse(null);
        row.origin = decision.origin();
        row.approval = decision.approval();
        row.proposedBy = decision.proposedBy();
        row.approvedBy = decision.approvedBy();
        row.reason = decision.reason();
        row.recordedAt = decision.at().atOffset(ZoneOffset.UTC);
        return row;
    }
}
