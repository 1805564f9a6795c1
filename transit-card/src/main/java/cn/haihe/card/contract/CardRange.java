package cn.haihe.card.contract;

import cn.haihe.card.record.CardNumber;
import java.util.List;

/**
 * Whose the cards of a range are. Ranges may stand in each other, the narrowest decides; they may not cross.
 *
 * @param first number of a card, 19 digits beginning 31, as {@code last}, which is not below it
 */
public record CardRange(long first, long last, Institution issuer) implements Rule {
    private static final int CARD_DIGITS = 19;

    public CardRange {
        if (!CardNumber.isOne(Long.toString(first)) || !CardNumber.isOne(Long.toString(last)) || first > last) {
            throw new IllegalArgumentException("not a range of card numbers: " + first + " to " + last);
        }
    }

    /** All cards whose numbers begin so. */
    public static CardRange ofPrefix(String prefix, Institution issuer) {
        if (prefix == null || !prefix.matches("31[0-9]{0,17}")) {
            throw new IllegalArgumentException("prefix must be 2 to 19 digits beginning 31");
        }
        int rest = CARD_DIGITS - prefix.length();
        return new CardRange(
                Long.parseLong(prefix + "0".repeat(rest)), Long.parseLong(prefix + "9".repeat(rest)), issuer);
    }

    @Override
    public RuleKind kind() {
        return RuleKind.CARD_RANGE;
    }

    /** The common prefix where the range is all of its cards, else the first and the last number. */
    @Override
    public String subject() {
        String from = Long.toString(first);
        String to = Long.toString(last);
        int same = 0;
        while (same < CARD_DIGITS && from.charAt(same) == to.charAt(same)) {
            same++;
        }
        boolean whole = from.substring(same).chars().allMatch(digit -> digit == '0')
                && to.substring(same).chars().allMatch(digit -> digit == '9');
        return whole ? from.substring(0, same) : from + "-" + to;
    }

    @Override
    public List<Institution> parties() {
        return List.of(issuer);
    }

    /** Whether the two share cards, and neither stands in the other. */
    public boolean crosses(CardRange other) {
        boolean shared = first <= other.last && other.first <= last;
        boolean within = first >= other.first && last <= other.last || other.first >= first && other.last <= last;
        return shared && !within;
    }
}
