package cn.haihe.card.exchange;

import java.time.LocalDateTime;

/**
 * One change in a list file.
 *
 * @param subject a card's number or a city's code
 * @param listed false where it leaves the list
 * @param effectiveAt from when, in China's time
 * @param reason two digits
 */
public record ListLine(long subject, boolean listed, LocalDateTime effectiveAt, String reason) {}
