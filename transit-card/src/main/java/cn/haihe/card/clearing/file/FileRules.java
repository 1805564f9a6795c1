package cn.haihe.card.clearing.file;

import cn.haihe.card.blacklist.ListedCards;
import cn.haihe.card.contract.CardRanges;
import cn.haihe.card.contract.ContractInForce;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.contract.Membership;
import cn.haihe.card.contract.RuleKind;
import cn.haihe.card.contract.Rules;
import cn.haihe.card.contract.ShareRule;
import cn.haihe.card.contract.TacKey;
import cn.haihe.card.fare.FareBook;
import java.time.Instant;
import java.util.List;

/**
 * What the records of one file are held against, as it was in force when the file began: a change on the way does not divide
 * a file.
 *
 * @param institutions in the order of their places
 * @param fares of all cities and days: a ride is held against those of its own day
 * @param homeCityByIssuer codes of GB/T 13497
 * @param acquirer place of the file's, below 0 where it is no institution
 * @param contractByIssuer by the issuer's place; null where the file's acquirer has none with it
 * @param tacKeyByIssuerAndVersion whether the issuer's cards may use that version of their key
 */
record FileRules(
        List<Institution> institutions,
        CardRanges ranges,
        ContractInForce[] contractByIssuer,
        boolean[] tacKeyByIssuerAndVersion,
        FareBook fares,
        int[] homeCityByIssuer,
        int acquirer,
        ListedCards blacklist,
        long amountMaxFen,
        long earliestEpochSecond,
        long latestEpochSecond) {

    /** @param keysGoneBefore whose keys may be gone: what happened earlier cannot be told from what was paid before */
    static FileRules of(RulesInForce all, ReceivedFile file, Instant keysGoneBefore) {
        Instant earliest = file.receivedAt().minus(all.limits().lateMax());
        Rules rules = all.book().asOf(file.businessDay());
        return new FileRules(
                rules.institutions(),
                rules.ranges(),
                rules.institutions().stream()
                        .map(issuer ->
                                rules.findContract(issuer, file.acquirer()).orElse(null))
                        .toArray(ContractInForce[]::new),
                tacKeys(rules),
                all.fares(),
                homeCities(rules),
                rules.institutions().indexOf(file.acquirer()),
                all.blacklist(),
                all.limits().amountMaxFen(),
                (earliest.isBefore(keysGoneBefore) ? keysGoneBefore : earliest).getEpochSecond(),
                file.receivedAt().plus(all.limits().clockSkewMax()).getEpochSecond());
    }

    private static int[] homeCities(Rules rules) {
        return rules.list(RuleKind.INSTITUTION, Membership.class).stream()
                .mapToInt(member -> Integer.parseInt(member.city()))
                .toArray();
    }

    /** For one thread. */
    FareLimits newFareLimits() {
        return new FareLimits(fares, homeCityByIssuer, acquirer);
    }

    private static boolean[] tacKeys(Rules rules) {
        boolean[] known = new boolean[rules.institutions().size() * TacKey.VERSIONS];
        for (int issuer = 0; issuer < rules.institutions().size(); issuer++) {
            for (int version = 0; version < TacKey.VERSIONS; version++) {
                known[issuer * TacKey.VERSIONS + version] = rules.findTacKey(
                                rules.institutions().get(issuer), version)
                        .isPresent();
            }
        }
        return known;
    }

    /** @return null where no contract is for such a record */
    ShareRule shareRule(int issuer, int industry, int consumeKind) {
        ContractInForce contract = contractByIssuer[issuer];
        return contract == null ? null : contract.ruleFor(industry, consumeKind);
    }

    boolean hasTacKey(int issuer, int version) {
        return version >= 0
                && version < TacKey.VERSIONS
                && tacKeyByIssuerAndVersion[issuer * TacKey.VERSIONS + version];
    }
}
