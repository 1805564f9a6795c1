package cn.haihe.card.contract;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * All versions of all rules. On a day that version of a subject's rule holds which is valid from the latest day not after it;
 * of two from the same day, the later made. So exactly one holds on each day or none, and a change from a day on changes none
 * before it. Immutable; asked again for a day, it answers from memory.
 */
public final class RuleBook {
    private static final int YEARS_AHEAD_MAX = 10;
    private static final int YEARS_LONG_MAX = 100;

    private final Map<Subject, List<RuleVersion>> bySubject;
    private final long edition;
    /** Days on which anything begins or ends: between two of them nothing changes. */
    private final NavigableSet<LocalDate> boundaries = new TreeSet<>();

    private final Map<LocalDate, Rules> known = new ConcurrentHashMap<>();

    public RuleBook(Collection<RuleVersion> versions) {
        bySubject = versions.stream()
                .sorted(Comparator.comparing((RuleVersion one) -> one.change().validFrom())
                        .thenComparing(RuleVersion::number))
                .collect(Collectors.groupingBy(
                        one -> Subject.of(one.change()), TreeMap::new, Collectors.toUnmodifiableList()));
        edition = versions.stream().mapToLong(RuleVersion::number).max().orElse(0);
        for (RuleVersion one : versions) {
            boundaries.add(one.change().validFrom());
            one.change().validTo().ifPresent(last -> boundaries.add(last.plusDays(1)));
        }
    }

    /** Number of the last change in it; 0 where there is none. */
    public long edition() {
        return edition;
    }

    /** What holds on a day. */
    public Rules asOf(LocalDate day) {
        LocalDate since = Optional.ofNullable(boundaries.floor(day)).orElse(LocalDate.MIN);
        return known.computeIfAbsent(since, from -> new Rules(edition, inForce(from)));
    }

    /** All versions about a subject, in the order in which they hold; empty where there never was one. */
    public List<RuleVersion> history(RuleKind kind, String subject) {
        return bySubject.getOrDefault(new Subject(kind, subject), List.of());
    }

    /** All versions of a kind, by subject. */
    public List<RuleVersion> history(RuleKind kind) {
        return bySubject.entrySet().stream()
                .filter(entry -> entry.getKey().kind() == kind)
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    /** The book with these changes made at its end, in their order. */
    public RuleBook with(List<RuleChange> changes) {
        List<RuleVersion> all = new ArrayList<>();
        bySubject.values().forEach(all::addAll);
        long number = edition;
        for (RuleChange change : changes) {
            all.add(new RuleVersion(++number, change));
        }
        return new RuleBook(all);
    }

    /**
     * Why these changes cannot be made together; empty where they can.
     *
     * @param firstUnopened first business day that may still be changed
     * @param today first day for what goes by the day of arrival
     */
    public List<RuleFault> faults(List<RuleChange> changes, LocalDate firstUnopened, LocalDate today) {
        List<RuleFault> faults = new ArrayList<>();
        for (int place = 0; place < changes.size(); place++) {
            RuleChange change = changes.get(place);
            LocalDate first = change.kind().isByBusinessDay() ? firstUnopened : today;
            boolean endsTooLate = change.validTo()
                    .filter(last -> last.isAfter(today.plusYears(YEARS_LONG_MAX)))
                    .isPresent();
            if (change.validFrom().isBefore(first)
                    || change.validFrom().isAfter(today.plusYears(YEARS_AHEAD_MAX))
                    || endsTooLate) {
                faults.add(fault(
                        RuleFault.Kind.DAY_OUT_OF_REACH,
                        change,
                        "from " + first + " to " + today.plusYears(YEARS_AHEAD_MAX) + " it may be changed, until "
                                + today.plusYears(YEARS_LONG_MAX) + " at the latest"));
            }
            if (changes.subList(0, place).stream().anyMatch(other -> isOfOneSubjectAndDay(change, other))) {
                faults.add(fault(RuleFault.Kind.CHANGED_TWICE, change, "it is changed twice from that day on"));
            }
            lookForNothing(change, faults);
        }
        if (faults.isEmpty()) {
            RuleBook changed = with(changes);
            LocalDate first = changes.stream()
                    .map(RuleChange::validFrom)
                    .min(Comparator.naturalOrder())
                    .orElse(LocalDate.MAX);
            for (LocalDate day : changed.boundaries.tailSet(first)) {
                faults.addAll(RuleConsistency.faults(day, changed.inForce(day)));
            }
        }
        return faults;
    }

    private void lookForNothing(RuleChange change, List<RuleFault> faults) {
        Optional<RuleChange> held =
                findInForce(Subject.of(change), change.validFrom()).map(RuleVersion::change);
        if (change.rule().isEmpty() && held.isEmpty()) {
            faults.add(fault(RuleFault.Kind.NOTHING_TO_END, change, "nothing holds about it then"));
        }
        boolean same = held.filter(before ->
                        before.rule().equals(change.rule()) && before.validTo().equals(change.validTo()))
                .isPresent();
        if (change.rule().isPresent() && same) {
            faults.add(fault(RuleFault.Kind.UNCHANGED, change, "it holds so already"));
        }
    }

    private static boolean isOfOneSubjectAndDay(RuleChange one, RuleChange other) {
        return Subject.of(one).equals(Subject.of(other)) && one.validFrom().equals(other.validFrom());
    }

    private static RuleFault fault(RuleFault.Kind kind, RuleChange change, String detail) {
        return new RuleFault(kind, change.validFrom(), change.kind(), change.subject(), detail);
    }

    private List<RuleVersion> inForce(LocalDate day) {
        return bySubject.keySet().stream()
                .flatMap(subject -> findInForce(subject, day).stream())
                .toList();
    }

    private Optional<RuleVersion> findInForce(Subject subject, LocalDate day) {
        return bySubject.getOrDefault(subject, List.of()).stream()
                .filter(one -> !one.change().validFrom().isAfter(day))
                .reduce((earlier, later) -> later)
                .filter(latest -> latest.holdsOn(day));
    }

    private record Subject(RuleKind kind, String name) implements Comparable<Subject> {
        static Subject of(RuleChange change) {
            return new Subject(change.kind(), change.subject());
        }

        @Override
        public int compareTo(Subject other) {
            return Comparator.comparing(Subject::kind)
                    .thenComparing(Subject::name)
                    .compare(this, other);
        }
    }
}
