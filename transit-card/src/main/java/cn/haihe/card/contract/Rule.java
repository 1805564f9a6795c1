package cn.haihe.card.contract;

import java.util.List;

/**
 * One piece of what the institutions agreed. Rules of one kind about one subject replace each other from some day on; see
 * {@link RuleBook}.
 */
public sealed interface Rule
        permits Membership,
                CardRange,
                Contract,
                NetDebitCap,
                JourneyAgreement,
                DayBoundary,
                SettlementDay,
                TacKey,
                SigningKey {
    RuleKind kind();

    /** What it is about, made of its content: the same for all versions. */
    String subject();

    /** The institutions that must take part for it to make sense. */
    default List<Institution> parties() {
        return List.of();
    }
}
