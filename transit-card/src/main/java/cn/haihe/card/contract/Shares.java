package cn.haihe.card.contract;

/** What of one fare each side gets; together exactly the fare. */
public record Shares(long amountFen, long issuerFen, long acquirerFen) {
    public Shares {
        if (issuerFen < 0 || acquirerFen < 0 || issuerFen + acquirerFen != amountFen) {
            throw new IllegalArgumentException(issuerFen + " + " + acquirerFen + " is not " + amountFen);
        }
    }
}
