package cn.haihe.card.blacklist;

import cn.haihe.card.record.CardNumber;
import java.time.Instant;

/**
 * A card comes onto the blacklist, or leaves it.
 *
 * @param version of the list that this change makes
 * @param listed false where it leaves
 */
public record BlacklistChange(long version, CardNumber card, boolean listed, Instant effectiveAt, String reason) {}
