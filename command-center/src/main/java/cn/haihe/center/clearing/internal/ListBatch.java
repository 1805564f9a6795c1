package cn.haihe.center.clearing.internal;

import cn.haihe.card.contract.CardRanges;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.contract.Rules;
import cn.haihe.card.lists.ListChange;
import cn.haihe.card.lists.ListKind;
import cn.haihe.card.lists.ListReason;
import cn.haihe.card.record.CardNumber;
import cn.haihe.center.clearing.ListConfig;
import cn.haihe.center.clearing.rules.RuleBooks;
import cn.haihe.center.problem.Problem;
import cn.haihe.center.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds a batch of changes of a list against what its teller may tell; one that is unfit in a place is refused whole. */
@Singleton
public class ListBatch {
    private static final int FINDINGS_MAX = 100;
    private static final int CITY_MAX = 9_999;

    private final RuleBooks books;
    private final ListConfig config;
    private final Clock clock;

    ListBatch(RuleBooks books, ListConfig config, Clock clock) {
        this.books = books;
        this.config = config;
        this.clock = clock;
    }

    /**
     * One change as it comes in.
     *
     * @param effectiveAt from when; at once where it is absent
     */
    public record Told(String card, String city, Boolean listed, Instant effectiveAt, String reason) {}

    /** What is wrong with a change. */
    public enum Unfit {
        NOT_A_CARD,
        NOT_YOUR_CARD,
        NOT_A_CITY,
        LISTED_MISSING,
        TWICE,
        TOO_FAR_AHEAD,
        UNKNOWN_REASON
    }

    /** @param index from 0 */
    public record Finding(int index, Unfit unfit) {}

    /** @param issuer whose cards it may be about; empty for a list that is not of cards */
    public List<ListChange> check(ListKind kind, Optional<Institution> issuer, List<Told> told) {
        if (told.isEmpty() || told.size() > config.batchMax()) {
            throw new ProblemException(
                    Problem.of(422, "unfit-batch", "Unfit batch", "A batch has 1 to " + config.batchMax() + " changes.")
                            .with("maxChanges", config.batchMax()));
        }
        List<ListChange> changes = new ArrayList<>(told.size());
        List<Finding> findings = new ArrayList<>();
        Set<Long> subjects = new HashSet<>();
        Rules rules = books.today();
        Instant latest = clock.instant().plus(config.aheadMax());
        for (int i = 0; i < told.size(); i++) {
            Told one = told.get(i);
            Optional<Unfit> unfit = unfit(kind, rules, issuer, one, latest);
            if (unfit.isEmpty()) {
                ListChange change = change(kind, one);
                changes.add(change);
                unfit = subjects.add(change.subject()) ? Optional.empty() : Optional.of(Unfit.TWICE);
            }
            if (unfit.isPresent() && findings.size() < FINDINGS_MAX) {
                findings.add(new Finding(i, unfit.get()));
            }
        }
        if (!findings.isEmpty()) {
            throw new ProblemException(
                    Problem.of(422, "unfit-changes", "Unfit changes", "Nothing of the batch was taken; see findings.")
                            .with("findings", findings));
        }
        return changes;
    }

    private static Optional<Unfit> unfit(
            ListKind kind, Rules rules, Optional<Institution> issuer, Told one, Instant latest) {
        if (one == null || one.listed() == null) {
            return Optional.of(Unfit.LISTED_MISSING);
        }
        if (Arrays.stream(ListReason.values()).noneMatch(reason -> reason.name().equals(one.reason()))) {
            return Optional.of(Unfit.UNKNOWN_REASON);
        }
        if (one.effectiveAt() != null && one.effectiveAt().isAfter(latest)) {
            return Optional.of(Unfit.TOO_FAR_AHEAD);
        }
        return kind == ListKind.BLACKLIST ? unfitCard(rules, issuer, one.card()) : unfitCity(one.city());
    }

    private static Optional<Unfit> unfitCard(Rules rules, Optional<Institution> issuer, String card) {
        if (card == null || !CardNumber.isOne(card)) {
            return Optional.of(Unfit.NOT_A_CARD);
        }
        int place = rules.ranges().issuerOf(Long.parseLong(card));
        boolean isTheirs = place != CardRanges.NONE
                && issuer.equals(Optional.of(rules.institutions().get(place)));
        return isTheirs ? Optional.empty() : Optional.of(Unfit.NOT_YOUR_CARD);
    }

    private static Optional<Unfit> unfitCity(String city) {
        boolean isOne = city != null && city.matches("[0-9]{4}") && Integer.parseInt(city) > 0;
        return isOne && Integer.parseInt(city) <= CITY_MAX ? Optional.empty() : Optional.of(Unfit.NOT_A_CITY);
    }

    private static ListChange change(ListKind kind, Told one) {
        // What is dated long ago takes effect as it is published, so that the same told again is the same.
        Instant from = one.effectiveAt() == null ? Instant.EPOCH : one.effectiveAt();
        return new ListChange(
                Long.parseLong(kind == ListKind.BLACKLIST ? one.card() : one.city()),
                one.listed(),
                from.truncatedTo(ChronoUnit.SECONDS),
                ListReason.valueOf(one.reason()));
    }
}
