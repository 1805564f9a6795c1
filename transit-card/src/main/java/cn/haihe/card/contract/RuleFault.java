package cn.haihe.card.contract;

import java.time.LocalDate;

/**
 * Why changes cannot be made.
 *
 * @param day first day on which it would be so
 * @param subject which rule does not fit
 */
public record RuleFault(Kind kind, LocalDate day, RuleKind rule, String subject, String detail) {
    /** What does not fit. */
    public enum Kind {
        /** The day was opened already, or is too far away: it begins within ten years, and ends within a hundred. */
        DAY_OUT_OF_REACH,
        /** Two changes are about the same from the same day on. */
        CHANGED_TWICE,
        /** Nothing holds about it that could end. */
        NOTHING_TO_END,
        /** It holds already as it is asked for. */
        UNCHANGED,
        /** An institution that it names does not take part then, or takes part without what it needs for it. */
        UNKNOWN_INSTITUTION,
        NOT_AN_ISSUER,
        NOT_AN_ACQUIRER,
        /** Two ranges of cards share cards, and neither stands in the other. */
        RANGES_CROSS
    }
}
