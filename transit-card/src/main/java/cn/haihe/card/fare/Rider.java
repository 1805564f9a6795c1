package cn.haihe.card.fare;

/**
 * Who rides, as far as a card tells.
 *
 * @param issuerCity code of GB/T 13497 of the city whose card it is
 */
public record Rider(RiderKind kind, int issuerCity) {}
