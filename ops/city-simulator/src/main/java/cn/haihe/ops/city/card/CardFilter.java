package cn.haihe.ops.city.card;

import java.time.Instant;

/** Which cards a terminal turns away. */
@FunctionalInterface
public interface CardFilter {
    CardFilter NONE = (card, cardCity, at) -> false;

    /** @param cardCity code of GB/T 13497 of the city whose card it is */
    boolean refuses(long card, int cardCity, Instant at);
}
