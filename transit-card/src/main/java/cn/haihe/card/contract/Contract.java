package cn.haihe.card.contract;

import java.time.LocalDate;

/**
 * What two institutions agreed for fares that one's cards pay at the other.
 *
 * @param id kept with every fare shared by it
 * @param validFrom first business day
 */
public record Contract(String id, Institution issuer, Institution acquirer, LocalDate validFrom, ShareRule rule) {}
