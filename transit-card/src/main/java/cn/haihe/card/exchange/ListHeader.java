package cn.haihe.card.exchange;

import java.time.LocalDateTime;

/**
 * What a list file is.
 *
 * @param list 1 to 11 capitals
 * @param fromVersion the version that it goes on from; 0 for a list that is whole
 * @param version that one has with it
 * @param publishedAt when that version was published, in China's time
 */
public record ListHeader(String list, long fromVersion, long version, LocalDateTime publishedAt) {
    public ListHeader {
        if (!list.matches("[A-Z]{1,11}") || fromVersion < 0 || version < fromVersion) {
            throw new IllegalArgumentException("no list file: " + list + " from " + fromVersion + " to " + version);
        }
    }
}
