package cn.haihe.card.clearing.file;

import cn.haihe.card.blacklist.ListedCards;
import cn.haihe.card.contract.CardRanges;
import cn.haihe.card.contract.Contract;
import cn.haihe.card.contract.Institution;
import java.util.List;

/**
 * What the records of one file are held against, as it was in force when the file began: a change on the way does not divide
 * a file.
 *
 * @param institutions in the order of their places
 * @param contractByIssuer by the issuer's place; null where the file's acquirer has none with it
 */
record FileRules(
        List<Institution> institutions,
        CardRanges ranges,
        Contract[] contractByIssuer,
        HighestFares highestFares,
        ListedCards blacklist,
        long amountMaxFen,
        long earliestEpochSecond,
        long latestEpochSecond) {

    static FileRules of(RulesInForce all, ReceivedFile file) {
        List<Institution> institutions = List.copyOf(all.participants().institutions());
        return new FileRules(
                institutions,
                new CardRanges(all.participants(), institutions),
                institutions.stream()
                        .map(issuer -> all.contracts()
                                .findInForce(issuer, file.acquirer(), file.businessDay())
                                .orElse(null))
                        .toArray(Contract[]::new),
                new HighestFares(all.fares(), file.businessDay()),
                all.blacklist(),
                all.limits().amountMaxFen(),
                file.receivedAt().minus(all.limits().lateMax()).getEpochSecond(),
                file.receivedAt().plus(all.limits().clockSkewMax()).getEpochSecond());
    }
}
