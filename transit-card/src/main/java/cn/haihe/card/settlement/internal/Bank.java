package cn.haihe.card.settlement.internal;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.settlement.Confirmation;
import cn.haihe.card.settlement.Instruction;
import cn.haihe.card.settlement.WindowStateException;
import cn.haihe.card.settlement.WindowStateException.Why;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** What the bank was told, and what it answered. */
final class Bank {
    private static final String INSTRUCT = """
            INSERT INTO card_instruction (business_day, institution, amount_fen)
            SELECT $1, * FROM unnest($2::text[], $3::bigint[]) ON CONFLICT DO NOTHING""";
    private static final String LIST =
            "SELECT institution, amount_fen FROM card_instruction WHERE business_day = $1 ORDER BY institution";
    private static final String CONFIRM = """
            INSERT INTO card_confirmation (bank_reference, business_day, institution, amount_fen, executed, detail, told_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING""";
    private static final String KEEP = """
            INSERT INTO card_bank_word (bank_reference, business_day, institution, amount_fen, executed, detail, told_at, told_by)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING""";
    private static final String SAME = """
            SELECT count(*) FROM card_confirmation
            WHERE bank_reference = $1 AND business_day = $2 AND institution = $3 AND amount_fen = $4 AND executed = $5""";
    private static final String UNCONFIRMED = """
            SELECT count(*) FROM card_instruction i
            WHERE i.business_day = $1
              AND NOT EXISTS (SELECT 1 FROM card_confirmation c
                              WHERE c.business_day = i.business_day AND c.institution = i.institution
                                AND c.amount_fen = i.amount_fen AND c.executed)
              AND i.amount_fen + (SELECT coalesce(sum(a.amount_fen), 0)
                                  FROM card_adjustment a JOIN card_adjustment_posting p ON p.adjustment_id = a.id
                                  WHERE a.kind = 'AT_BANK' AND a.about_day = $1 AND a.debtor = i.institution)
                  <> (SELECT coalesce(sum(w.amount_fen), 0) FROM card_bank_word w
                      WHERE w.business_day = $1 AND w.institution = i.institution AND w.executed)""";

    private final Clock clock;

    Bank(Clock clock) {
        this.clock = clock;
    }

    Uni<Void> instruct(SqlConnection transaction, LocalDate day, SortedMap<Institution, Long> netFen) {
        return transaction
                .preparedQuery(INSTRUCT)
                .execute(Tuple.tuple()
                        .addLocalDate(day)
                        .addArrayOfString(
                                netFen.keySet().stream().map(Institution::code).toArray(String[]::new))
                        .addArrayOfLong(netFen.values().toArray(Long[]::new)))
                .replaceWithVoid();
    }

    Uni<List<Instruction>> list(SqlClient client, LocalDate day) {
        return client.preparedQuery(LIST).execute(Tuple.of(day)).map(rows -> {
            List<Instruction> instructions = new ArrayList<>(rows.size());
            for (Row row : rows) {
                instructions.add(
                        new Instruction(day, new Institution(row.getString("institution")), row.getLong("amount_fen")));
            }
            return instructions;
        });
    }

    /** @return false where the same was told before */
    Uni<Boolean> take(SqlConnection transaction, Confirmation told) {
        Tuple known = Tuple.tuple()
                .addString(told.bankReference())
                .addLocalDate(told.businessDay())
                .addString(told.institution().code())
                .addLong(told.amountFen())
                .addBoolean(told.executed());
        return transaction
                .preparedQuery(CONFIRM)
                .execute(all(told))
                .chain(inserted -> inserted.rowCount() == 1
                        ? Uni.createFrom().item(true)
                        : transaction.preparedQuery(SAME).execute(known).map(same -> {
                            if (same.iterator().next().getLong(0) == 0) {
                                throw new WindowStateException(
                                        told.businessDay(),
                                        Why.REFERENCE_REUSED,
                                        "the bank used " + told.bankReference() + " before for something else");
                            }
                            return false;
                        }));
    }

    /** Whatever it fits: reconciliation holds all that the bank said against all that it was told. */
    Uni<Void> keep(SqlClient client, Confirmation told, String by) {
        return client.preparedQuery(KEEP).execute(all(told).addString(by)).replaceWithVoid();
    }

    private Tuple all(Confirmation told) {
        return Tuple.tuple()
                .addString(told.bankReference())
                .addLocalDate(told.businessDay())
                .addString(told.institution().code())
                .addLong(told.amountFen())
                .addBoolean(told.executed())
                .addString(told.detail())
                .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC));
    }

    /** Instruction for instruction: as it was told, or all that it did and undid makes that, with what was adjusted. */
    Uni<Boolean> hasDoneAll(SqlConnection transaction, LocalDate day) {
        return transaction
                .preparedQuery(UNCONFIRMED)
                .execute(Tuple.of(day))
                .map(rows -> rows.iterator().next().getLong(0) == 0);
    }
}
