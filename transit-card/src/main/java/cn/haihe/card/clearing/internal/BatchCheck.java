package cn.haihe.card.clearing.internal;

import cn.haihe.card.clearing.ClearingRules;
import cn.haihe.card.clearing.RejectReason;
import cn.haihe.card.clearing.RejectedTap;
import cn.haihe.card.clearing.SubmittedBatch;
import cn.haihe.card.clearing.SubmittedTap;
import cn.haihe.card.contract.Contract;
import cn.haihe.card.contract.Contracts;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.contract.Participants;
import cn.haihe.card.record.CardNumber;
import cn.haihe.card.record.Tap;
import cn.haihe.card.record.TapKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Looks at each record of one batch alone, and at records of the batch that tell of the same event. */
final class BatchCheck {
    private static final int KEPT_LENGTH_MAX = 2_000;

    private final Participants participants;
    private final Contracts contracts;
    private final ClearingRules rules;
    private final SubmittedBatch batch;
    private final Institution acquirer;
    private final Instant now;

    private final ArrayList<CheckedTap> good = new ArrayList<>();
    private final ArrayList<RejectedTap> rejected = new ArrayList<>();
    private final Map<Tap.Key, Tap> seen = new HashMap<>();

    BatchCheck(
            Participants participants,
            Contracts contracts,
            ClearingRules rules,
            SubmittedBatch batch,
            Institution acquirer,
            Instant now) {
        this.participants = participants;
        this.contracts = contracts;
        this.rules = rules;
        this.batch = batch;
        this.acquirer = acquirer;
        this.now = now;
    }

    CheckedBatch check() {
        int line = 0;
        for (SubmittedTap submitted : batch.taps()) {
            int here = ++line;
            reasonAgainst(submitted, here).ifPresent(reason -> rejected.add(rejected(here, reason, submitted)));
        }
        return new CheckedBatch(good, rejected);
    }

    /** Keeps the record as good where it finds no reason. */
    private Optional<RejectReason> reasonAgainst(SubmittedTap submitted, int line) {
        Optional<Tap> wellFormed = read(submitted);
        if (wellFormed.isEmpty()) {
            return Optional.of(RejectReason.MALFORMED);
        }
        Tap tap = wellFormed.get();
        Optional<Institution> issuer = participants.findIssuer(tap.card());
        if (issuer.isEmpty()) {
            return Optional.of(RejectReason.UNKNOWN_CARD_RANGE);
        }
        if (!issuer.get().code().equals(submitted.issuer())) {
            return Optional.of(RejectReason.WRONG_ISSUER);
        }
        if (tap.amountFen() > rules.amountMaxFen()) {
            return Optional.of(RejectReason.IMPOSSIBLE_AMOUNT);
        }
        if (tap.occurredAt().isAfter(now.plus(rules.clockSkewMax()))) {
            return Optional.of(RejectReason.FUTURE);
        }
        if (tap.occurredAt().isBefore(now.minus(rules.lateMax()))) {
            return Optional.of(RejectReason.STALE);
        }
        Optional<Contract> contract = contracts.findInForce(issuer.get(), acquirer, batch.businessDay());
        if (contract.isEmpty()) {
            return Optional.of(RejectReason.NO_CONTRACT);
        }
        Tap earlier = seen.putIfAbsent(tap.key(), tap);
        if (earlier != null) {
            return Optional.of(earlier.tellsTheSameAs(tap) ? RejectReason.DUPLICATE : RejectReason.CONFLICTING);
        }
        var shares = contract.get().rule().split(tap.amountFen());
        good.add(new CheckedTap(line, tap, contract.get(), shares));
        return Optional.empty();
    }

    private static Optional<Tap> read(SubmittedTap s) {
        if (s == null
                || s.recordId() == null
                || s.cardNumber() == null
                || s.cardCounter() == null
                || s.issuer() == null
                || s.amountFen() == null
                || s.occurredAt() == null
                || s.kind() == null) {
            return Optional.empty();
        }
        try {
            // Whole microseconds, as the database keeps them: a record must equal itself when it comes again.
            Instant occurredAt =
                    OffsetDateTime.parse(s.occurredAt()).toInstant().truncatedTo(ChronoUnit.MICROS);
            return Optional.of(new Tap(
                    s.recordId(),
                    new CardNumber(s.cardNumber()),
                    s.cardCounter(),
                    s.amountFen(),
                    occurredAt,
                    TapKind.valueOf(s.kind())));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    static RejectedTap rejected(int line, RejectReason reason, SubmittedTap submitted) {
        String asItCame = submitted != null && submitted.unreadable() != null
                ? submitted.unreadable()
                : String.valueOf(submitted);
        String record = asItCame.replace('\0', '?');
        String kept = record.length() <= KEPT_LENGTH_MAX ? record : record.substring(0, KEPT_LENGTH_MAX) + " [cut]";
        return new RejectedTap(line, reason, kept);
    }
}
