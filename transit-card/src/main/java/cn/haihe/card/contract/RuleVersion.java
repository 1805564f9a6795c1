package cn.haihe.card.contract;

import java.time.LocalDate;

/**
 * A change that was made.
 *
 * @param number counts all changes of all rules, from 1 and upward in the order in which they were made
 */
public record RuleVersion(long number, RuleChange change) {
    boolean holdsOn(LocalDate day) {
        return change.rule().isPresent()
                && change.validTo().map(last -> !last.isBefore(day)).orElse(true);
    }
}
