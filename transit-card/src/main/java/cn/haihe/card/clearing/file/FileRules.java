package cn.haihe.card.clearing.file;

import cn.haihe.card.clearing.ClearingRules;
import cn.haihe.card.contract.CardRanges;
import cn.haihe.card.contract.Contract;
import cn.haihe.card.contract.Contracts;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.contract.Participants;
import cn.haihe.card.fare.FareBook;
import java.time.Instant;
import java.time.LocalDate;
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
        long amountMaxFen,
        long earliestEpochSecond,
        long latestEpochSecond) {

    static FileRules of(
            Participants participants,
            Contracts contracts,
            ClearingRules rules,
            FareBook fares,
            Institution acquirer,
            LocalDate businessDay,
            Instant now) {
        List<Institution> institutions = List.copyOf(participants.institutions());
        return new FileRules(
                institutions,
                new CardRanges(participants, institutions),
                institutions.stream()
                        .map(issuer -> contracts
                                .findInForce(issuer, acquirer, businessDay)
                                .orElse(null))
                        .toArray(Contract[]::new),
                new HighestFares(fares, businessDay),
                rules.amountMaxFen(),
                now.minus(rules.lateMax()).getEpochSecond(),
                now.plus(rules.clockSkewMax()).getEpochSecond());
    }
}
