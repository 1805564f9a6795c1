package cn.haihe.card.settlement;

import cn.haihe.card.contract.Institution;
import java.time.LocalDate;

/**
 * What the bank is to move for one institution.
 *
 * @param amountFen above zero: to be paid to it; below: to be drawn from it; never zero
 */
public record Instruction(LocalDate businessDay, Institution institution, long amountFen) {}
