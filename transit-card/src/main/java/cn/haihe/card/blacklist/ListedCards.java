package cn.haihe.card.blacklist;

/**
 * Which cards an acquirer was not to take when, for millions of look-ups a second. Immutable: what was known when it was
 * loaded holds for a file to its end.
 */
public final class ListedCards {
    public static final ListedCards NONE = new ListedCards(CardHistory.NONE, new long[0]);

    private final CardHistory history;
    private final long[] bornFromSecond;

    /** @param bornFromSecond by version less one: before it the acquirer need not know what the version changed */
    ListedCards(CardHistory history, long[] bornFromSecond) {
        this.history = history;
        this.bornFromSecond = bornFromSecond;
    }

    /** Whether the acquirer bears the loss of a fare that this card paid then. */
    public boolean wasListed(long number, long epochSecond) {
        int first = history.find(number);
        if (first < 0) {
            return false;
        }
        boolean listed = false;
        for (int i = first; i < history.size && history.card[i] == number; i++) {
            long effective = history.effective[i] >> 1;
            if (effective > epochSecond) {
                break;
            }
            if ((history.effective[i] & 1) == 0) {
                listed = false;
            } else if (!listed) {
                listed = bornFromSecond[history.changeVersion[i] - 1] <= epochSecond;
            }
        }
        return listed;
    }

    public int changes() {
        return history.size;
    }
}
