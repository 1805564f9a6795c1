package cn.haihe.card.contract;

/**
 * How one fare is shared between the institution that issued the card and the one that took the fare. Whole fen, rounded
 * down; the fen that rounding leaves go to the party named, so that the shares always make the amount.
 *
 * @param issuerParts the issuer's, of 10,000 (basis points)
 * @param acquirerParts the acquirer's, of 10,000; both together are 10,000
 * @param issuerFixedFen what the issuer gets of each fare besides, as far as the fare reaches; the acquirer has that less
 */
public record ShareRule(int issuerParts, int acquirerParts, int issuerFixedFen, Party remainderTo) {
    public static final int PARTS = 10_000;
    private static final int FIXED_MAX_FEN = 100_000;

    public ShareRule {
        if (issuerParts < 0 || acquirerParts < 0 || issuerParts + acquirerParts != PARTS) {
            throw new IllegalArgumentException("parts must make 10000: " + issuerParts + " + " + acquirerParts);
        }
        if (issuerFixedFen < 0 || issuerFixedFen > FIXED_MAX_FEN) {
            throw new IllegalArgumentException("issuerFixedFen must be 0 to " + FIXED_MAX_FEN + ": " + issuerFixedFen);
        }
        if (remainderTo == null) {
            throw new IllegalArgumentException("a rule names who gets the remainder");
        }
    }

    /** Without a fixed part. */
    public ShareRule(int issuerParts, int acquirerParts, Party remainderTo) {
        this(issuerParts, acquirerParts, 0, remainderTo);
    }

    /** @param amountFen greater than zero */
    public Shares split(long amountFen) {
        if (amountFen <= 0) {
            throw new IllegalArgumentException("only a fare can be shared: " + amountFen);
        }
        long issuer = issuerFen(amountFen);
        return new Shares(amountFen, issuer, amountFen - issuer);
    }

    /** The issuer's share; the acquirer's is the rest. */
    public long issuerFen(long amountFen) {
        long byParts = remainderTo == Party.ISSUER
                ? amountFen - partOf(amountFen, acquirerParts)
                : partOf(amountFen, issuerParts);
        // Not byParts + issuerFixedFen, which may not fit a long.
        return amountFen - byParts <= issuerFixedFen ? amountFen : byParts + issuerFixedFen;
    }

    private static long partOf(long amountFen, int parts) {
        // In two steps, since amount times parts may not fit a long.
        return amountFen / PARTS * parts + amountFen % PARTS * parts / PARTS;
    }

    /** The two sides of a fare. */
    public enum Party {
        ISSUER,
        ACQUIRER
    }
}
