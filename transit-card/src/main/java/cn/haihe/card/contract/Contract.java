package cn.haihe.card.contract;

import java.util.List;

/**
 * What two institutions agreed for fares that one's cards pay at the other; at home both are the same.
 *
 * @param terms of those that fit a record the most particular counts; a record that none fits has no contract
 */
public record Contract(Institution issuer, Institution acquirer, List<ContractTerm> terms) implements Rule {
    private static final int TERMS_MAX = 200;

    public Contract {
        terms = List.copyOf(terms);
        if (terms.isEmpty() || terms.size() > TERMS_MAX) {
            throw new IllegalArgumentException("a contract has 1 to " + TERMS_MAX + " terms");
        }
        if (terms.stream().map(ContractTerm::scope).distinct().count() < terms.size()) {
            throw new IllegalArgumentException("two terms are for the same industry and kind");
        }
    }

    @Override
    public RuleKind kind() {
        return RuleKind.CONTRACT;
    }

    @Override
    public String subject() {
        return issuer + "-" + acquirer;
    }

    @Override
    public List<Institution> parties() {
        return List.of(issuer, acquirer);
    }
}
