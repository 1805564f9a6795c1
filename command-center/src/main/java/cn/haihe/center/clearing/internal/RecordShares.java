package cn.haihe.center.clearing.internal;

import cn.haihe.card.clearing.search.ClearedRecord;
import cn.haihe.center.clearing.rules.RuleBooks;
import cn.haihe.center.problem.ProblemException;
import jakarta.inject.Singleton;
import java.util.Optional;

/** How a record is shared that is paid after all: by the contract of the day on which it was cleared. */
@Singleton
public class RecordShares {
    private final RuleBooks books;

    RecordShares(RuleBooks books) {
        this.books = books;
    }

    /** @throws ProblemException where the two had no contract for it on that day */
    public long issuerFen(ClearedRecord record) {
        return books.current()
                .asOf(record.businessDay())
                .findContract(record.issuer(), record.acquirer())
                .flatMap(contract -> Optional.ofNullable(contract.ruleFor(record.industry(), record.consumeKind())))
                .orElseThrow(() -> new ProblemException(
                        409,
                        "no-contract",
                        "No contract",
                        record.issuer() + " and " + record.acquirer() + " had no contract for it on "
                                + record.businessDay() + "."))
                .issuerFen(record.amountFen());
    }
}
