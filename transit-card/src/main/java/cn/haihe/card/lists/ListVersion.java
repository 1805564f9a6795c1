package cn.haihe.card.lists;

import java.time.Instant;

/**
 * A version of a list. Versions are numbered from 1 without gap, and a later one was never published earlier.
 *
 * @param number 0 where nothing was ever published
 * @param publishedAt {@link Instant#EPOCH} for version 0
 */
public record ListVersion(long number, Instant publishedAt) {
    public static final ListVersion NONE = new ListVersion(0, Instant.EPOCH);
}
