package cn.haihe.card.fare;

/**
 * One line of how a price came about.
 *
 * @param rule stable name of the rule that made it
 * @param fen what it adds to the price: the tariff above zero, discounts below
 */
public record FareLine(String rule, String zh, String en, long fen) {}
