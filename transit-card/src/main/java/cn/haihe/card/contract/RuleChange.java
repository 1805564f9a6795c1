package cn.haihe.card.contract;

import java.time.LocalDate;
import java.util.Optional;

/**
 * That something is to hold from a day on.
 *
 * @param validFrom first business day; first day of arrival for kinds that go by that
 * @param validTo last day, empty for as long as nothing else is said
 * @param rule empty where what holds about the subject is to end: nothing holds then, not what was before
 */
public record RuleChange(
        RuleKind kind, String subject, LocalDate validFrom, Optional<LocalDate> validTo, Optional<Rule> rule) {
    public RuleChange {
        if (validTo.isPresent() && validTo.get().isBefore(validFrom)) {
            throw new IllegalArgumentException("validTo " + validTo.get() + " is before validFrom " + validFrom);
        }
        if (rule.isEmpty() && validTo.isPresent()) {
            throw new IllegalArgumentException("what ends has no validTo");
        }
    }

    public static RuleChange put(Rule rule, LocalDate validFrom) {
        return new RuleChange(rule.kind(), rule.subject(), validFrom, Optional.empty(), Optional.of(rule));
    }

    public static RuleChange put(Rule rule, LocalDate validFrom, LocalDate validTo) {
        return new RuleChange(rule.kind(), rule.subject(), validFrom, Optional.of(validTo), Optional.of(rule));
    }

    public static RuleChange end(RuleKind kind, String subject, LocalDate from) {
        return new RuleChange(kind, subject, from, Optional.empty(), Optional.empty());
    }
}
