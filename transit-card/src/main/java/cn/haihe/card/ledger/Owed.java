package cn.haihe.card.ledger;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What institutions owe each other by the ledger alone: the one place that says which entries are netted. For SQL. */
public final class Owed {
    private static final String NETTED = Arrays.stream(AccountKind.values())
            .filter(AccountKind::isNetted)
            .map(kind -> "'" + kind + "'")
            .collect(Collectors.joining(", ", "(", ")"));

    /** {@code business_day, kind, debtor, creditor, amount_fen}; to be named. */
    public static final String BETWEEN =
            "(SELECT business_day, kind, counterparty AS debtor, owner AS creditor, amount_fen"
                    + " FROM ledger_entry WHERE kind IN " + NETTED + " AND owner <> counterparty)";

    /** The same from each side: {@code business_day, kind, institution, other, fen}, above zero owed to it; to be named. */
    public static final String EACH =
            "(SELECT business_day, kind, creditor AS institution, debtor AS other, amount_fen AS fen FROM "
                    + BETWEEN + " AS owing UNION ALL SELECT business_day, kind, debtor, creditor, -amount_fen FROM "
                    + BETWEEN
                    + " AS owing)";

    private Owed() {}
}
