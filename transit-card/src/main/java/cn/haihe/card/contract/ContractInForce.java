package cn.haihe.card.contract;

import java.util.Comparator;
import java.util.Optional;

/** A contract as one version of the rules has it, for millions of look-ups a second. */
public final class ContractInForce {
    private final Contract contract;
    private final long version;
    private final ShareRule[] byIndustryAndKind = new ShareRule[ContractTerm.INDUSTRIES * ContractTerm.KINDS];

    ContractInForce(Contract contract, long version) {
        this.contract = contract;
        this.version = version;
        for (int place = 0; place < byIndustryAndKind.length; place++) {
            byIndustryAndKind[place] = search(place / ContractTerm.KINDS, place % ContractTerm.KINDS)
                    .orElse(null);
        }
    }

    private Optional<ShareRule> search(int industry, int kind) {
        return contract.terms().stream()
                .filter(term -> term.fits(industry, kind))
                .max(Comparator.comparingInt(ContractTerm::particularity))
                .map(ContractTerm::rule);
    }

    public Contract contract() {
        return contract;
    }

    /** The subject and the version's number: kept with everything that is shared by it. */
    public String id() {
        return contract.subject() + "-" + version;
    }

    /** @return null where no term fits; no Optional, since it is asked for every record */
    public ShareRule ruleFor(int industry, int consumeKind) {
        boolean known = industry >= 0
                && industry < ContractTerm.INDUSTRIES
                && consumeKind >= 0
                && consumeKind < ContractTerm.KINDS;
        return known ? byIndustryAndKind[industry * ContractTerm.KINDS + consumeKind] : null;
    }
}
