package cn.haihe.card.contract;

import java.time.LocalDate;

/**
 * Whether the bank moves money on a date; see {@link WorkingDays}.
 *
 * @param note why, at most 100 characters: {@code 国庆节}
 */
public record SettlementDay(LocalDate date, boolean settles, String note) implements Rule {
    public SettlementDay {
        Texts.requireName("note", note, 100);
    }

    @Override
    public RuleKind kind() {
        return RuleKind.SETTLEMENT_DAY;
    }

    @Override
    public String subject() {
        return date.toString();
    }
}
