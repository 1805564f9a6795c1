package cn.haihe.card.contract;

import java.util.OptionalInt;

/**
 * How fares of some industry and kind are shared.
 *
 * @param industry as in records, 0 to 99 (1 bus); empty for all
 * @param consumeKind as in records, 0 to 9 (8 transfer); empty for all
 */
public record ContractTerm(OptionalInt industry, OptionalInt consumeKind, ShareRule rule) {
    static final int INDUSTRIES = 100;
    static final int KINDS = 10;

    public ContractTerm {
        require("industry", industry, INDUSTRIES);
        require("consumeKind", consumeKind, KINDS);
    }

    private static void require(String field, OptionalInt value, int below) {
        if (value.isPresent() && (value.getAsInt() < 0 || value.getAsInt() >= below)) {
            throw new IllegalArgumentException(field + " must be 0 to " + (below - 1));
        }
    }

    /** For every industry and kind that has no term of its own. */
    public static ContractTerm forAll(ShareRule rule) {
        return new ContractTerm(OptionalInt.empty(), OptionalInt.empty(), rule);
    }

    String scope() {
        return industry + " " + consumeKind;
    }

    boolean fits(int recordIndustry, int recordKind) {
        return industry.orElse(recordIndustry) == recordIndustry && consumeKind.orElse(recordKind) == recordKind;
    }

    /** The industry says more than the kind. */
    int particularity() {
        return (industry.isPresent() ? 2 : 0) + (consumeKind.isPresent() ? 1 : 0);
    }
}
