package cn.haihe.card.settlement;

import cn.haihe.card.contract.Institution;
import java.time.LocalDate;

/**
 * What the bank says of an instruction.
 *
 * @param bankReference the bank's own for this word, never used again
 * @param executed false where it could not be done; {@code detail} says why
 */
public record Confirmation(
        String bankReference,
        LocalDate businessDay,
        Institution institution,
        long amountFen,
        boolean executed,
        String detail) {}
