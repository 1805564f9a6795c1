package cn.haihe.card.fare;

import java.util.Optional;

/** A rule that may make a ride cheaper, never dearer. */
public interface Discount {
    /**
     * @param priceFen what the ride costs by tariff and the rules before this one, at least 0
     * @param before what the rider rode before, the last last
     * @return a line of at most 0 and not below {@code -priceFen}; empty where the rule does not apply
     */
    Optional<FareLine> apply(Rider rider, Ride ride, long priceFen, RiddenBefore before);
}
