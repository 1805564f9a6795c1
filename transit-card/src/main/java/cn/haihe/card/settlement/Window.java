package cn.haihe.card.settlement;

import java.time.Instant;
import java.time.LocalDate;

/**
 * The window of a business day as it stands.
 *
 * @param step how many steps it has taken, from 1
 * @param at when it took the last
 * @param by who had it take it: a person, or {@code system}
 * @param detail what was seen then
 */
public record Window(LocalDate businessDay, int step, WindowState state, Instant at, String by, String detail) {}
