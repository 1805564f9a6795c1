package cn.haihe.card.lists;

import java.time.Instant;

/**
 * Something comes onto a list, or leaves it.
 *
 * @param subject a card's number or a city's code
 * @param listed false where it leaves
 * @param effectiveAt from when; whole seconds
 */
public record ListChange(long subject, boolean listed, Instant effectiveAt, ListReason reason) {
    public ListChange {
        if (subject <= 0 || effectiveAt.getNano() != 0 || reason == null) {
            throw new IllegalArgumentException(
                    "no change of a list: " + subject + " from " + effectiveAt + ", " + reason);
        }
    }
}
