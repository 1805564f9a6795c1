package cn.haihe.card.contract;

import java.util.List;

/** The most that an institution may owe for one business day; one without a cap may owe any amount. */
public record NetDebitCap(Institution institution, long amountFen) implements Rule {
    public NetDebitCap {
        if (amountFen < 0) {
            throw new IllegalArgumentException("amountFen must not be below zero: " + amountFen);
        }
    }

    @Override
    public RuleKind kind() {
        return RuleKind.NET_DEBIT_CAP;
    }

    @Override
    public String subject() {
        return institution.code();
    }

    @Override
    public List<Institution> parties() {
        return List.of(institution);
    }
}
