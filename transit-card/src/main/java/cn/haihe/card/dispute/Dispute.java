package cn.haihe.card.dispute;

import cn.haihe.card.adjustment.Adjustment.RecordPlace;
import cn.haihe.card.contract.Institution;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What one institution holds against another, about a record or about a day's position.
 *
 * @param opener who opened it, {@code other} who has to answer
 * @param businessDay of the record, or of the position
 * @param record the record that it is about; empty where it is about the position
 * @param claimFen what the opener wants from the other; above zero
 * @param text what the opener says, 1 to 1000 characters
 * @param latest the last step, which tells where it stands
 */
public record Dispute(
        long id,
        Institution opener,
        Institution other,
        LocalDate businessDay,
        Optional<RecordPlace> record,
        long claimFen,
        DisputeReason reason,
        String text,
        Step latest) {

    /**
     * @param number from 1
     * @param institution whose step it is; empty for the centre's
     * @param due until when it has to be answered
     */
    public record Step(
            int number,
            DisputeState state,
            Instant at,
            String by,
            Optional<Institution> institution,
            LocalDate due,
            String text) {}

    /**
     * Evidence.
     *
     * @param sm3 of its bytes, 64 hexadecimal digits
     */
    public record Attachment(
            long id, Institution institution, String name, String mediaType, int bytes, String sm3, Instant at) {}

    /** @see cn.haihe.card.adjustment.Adjustment#cause */
    public static String cause(long id) {
        return "dispute " + id;
    }

    public boolean isParty(Institution institution) {
        return opener.equals(institution) || other.equals(institution);
    }
}
