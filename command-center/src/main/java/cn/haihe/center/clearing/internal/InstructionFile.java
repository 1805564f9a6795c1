package cn.haihe.center.clearing.internal;

import cn.haihe.card.clearing.ClearingRules;
import cn.haihe.card.contract.WorkingDays;
import cn.haihe.card.exchange.Sm2;
import cn.haihe.card.settlement.Instruction;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * What the bank is to move for a business day, as lines of ASCII; the layout is ours.
 *
 * <pre>
 * HHHCI02 businessDay(8) createdAt(14) valueDay(8)
 * I institution(11) C|D amountFen(18) reference(24)
 * T instructions(6) creditFen(18) debitFen(18)
 * S keyVersion(4) signature: SM2 over all lines before, DER, hexadecimal
 * </pre>
 *
 * The bank is to move it on the value day, the first working day from its making on.
 * {@code C} is to be paid to the institution, {@code D} to be drawn from it. The bank confirms under the reference.
 */
@Singleton
public class InstructionFile {
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

    private final CentreKey key;
    private final ClearingRules rules;
    private final WorkingDays workingDays;
    private final Clock clock;

    InstructionFile(CentreKey key, ClearingRules rules, WorkingDays workingDays, Clock clock) {
        this.key = key;
        this.rules = rules;
        this.workingDays = workingDays;
        this.clock = clock;
    }

    public String text(LocalDate businessDay, List<Instruction> instructions) {
        StringBuilder text = new StringBuilder();
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), rules.zone());
        LocalDate valueDay = workingDays.from(now.toLocalDate());
        text.append("HHHCI02")
                .append(businessDay.format(DAY))
                .append(now.format(SECOND))
                .append(valueDay.format(DAY))
                .append('\n');
        long creditFen = 0;
        long debitFen = 0;
        for (Instruction one : instructions) {
            boolean isCredit = one.amountFen() > 0;
            creditFen = Math.addExact(creditFen, Math.max(0, one.amountFen()));
            debitFen = Math.subtractExact(debitFen, Math.min(0, one.amountFen()));
            String code = one.institution().code();
            text.append(String.format(
                    Locale.ROOT,
                    "I%-11s%s%018d%-24s%n",
                    code,
                    isCredit ? "C" : "D",
                    Math.abs(one.amountFen()),
                    businessDay.format(DAY) + "-" + code));
        }
        text.append(String.format(Locale.ROOT, "T%06d%018d%018d%n", instructions.size(), creditFen, debitFen));
        String signed = text.toString().replace(System.lineSeparator(), "\n");
        String signature = Sm2.sign(key.privateKey(), signed.getBytes(StandardCharsets.US_ASCII));
        return signed + String.format(Locale.ROOT, "S%04d", CentreKey.VERSION) + signature + "\n";
    }
}
