package cn.haihe.card.dispute;

import cn.haihe.card.adjustment.Adjustment;
import cn.haihe.card.adjustment.Adjustment.RecordPlace;
import cn.haihe.card.adjustment.AdjustmentKind;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.dispute.Disputes.Opening;
import cn.haihe.card.dispute.Disputes.Upheld;
import cn.haihe.card.exchange.national.AdField;
import cn.haihe.card.exchange.national.AdLayout;
import cn.haihe.card.exchange.national.NationalRecord;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Disputes as lines of the national centre's AD files: what was decided goes out, what is disputed comes in. */
public final class DisputeLines {
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final int FILE_MAX = 99_999;
    private static final int LINE_MAX = 9_999_999;
    private static final int LINE_DIGITS = 7;
    private static final int REASON_DIGITS = 2;

    private DisputeLines() {}

    /** @throws IllegalArgumentException where the record's number is too high for the line's field */
    public static NationalRecord write(Upheld upheld, AdLayout layout) {
        Dispute dispute = upheld.dispute();
        Adjustment adjustment = upheld.adjustment().adjustment();
        Map<AdField, String> values = new EnumMap<>(AdField.class);
        values.put(AdField.ORIGINAL_SETTLEMENT_DATE, dispute.businessDay().format(DAY));
        values.put(
                AdField.CENTRE_SERIAL,
                dispute.record().map(DisputeLines::serial).orElse("0"));
        values.put(AdField.RETRIEVAL_REFERENCE, "D" + dispute.id());
        values.put(AdField.ADJUSTMENT_TYPE, type(adjustment.kind()));
        values.put(AdField.AMOUNT, Long.toString(adjustment.amountFen()));
        values.put(AdField.REASON, dispute.reason().code() + dispute.text());
        values.put(AdField.REPLY, upheld.adjustment().reason());
        values.put(AdField.INITIATOR, dispute.opener().code());
        values.put(AdField.CONFIRMER, dispute.other().code());
        values.put(AdField.ISSUER_SHARE, Long.toString(adjustment.issuerFen()));
        values.put(AdField.ACQUIRER_SHARE, Long.toString(adjustment.amountFen() - adjustment.issuerFen()));
        return layout.write(values);
    }

    private static String serial(RecordPlace place) {
        if (place.fileId() > FILE_MAX || place.line() > LINE_MAX) {
            throw new IllegalArgumentException("record " + place + " has no serial of twelve digits");
        }
        return "%05d%07d".formatted(place.fileId(), place.line());
    }

    private static String type(AdjustmentKind kind) {
        return switch (kind) {
            case BETWEEN -> "01";
            case RECORD_ACCEPTED -> "02";
            case RECORD_TAKEN_BACK -> "03";
            case AT_BANK -> throw new IllegalArgumentException("no dispute between institutions");
        };
    }

    /** @throws IllegalArgumentException where the line tells of no dispute */
    public static Opening read(NationalRecord line, AdLayout layout) {
        Map<AdField, String> values = layout.read(line);
        String reason = values.get(AdField.REASON);
        if (reason.length() < REASON_DIGITS) {
            throw new IllegalArgumentException("no reason");
        }
        DisputeReason known = DisputeReason.find(reason.substring(0, REASON_DIGITS))
                .orElseThrow(
                        () -> new IllegalArgumentException("unknown reason " + reason.substring(0, REASON_DIGITS)));
        String text = reason.substring(REASON_DIGITS).strip();
        try {
            return new Opening(
                    new Institution(values.get(AdField.INITIATOR)),
                    new Institution(values.get(AdField.CONFIRMER)),
                    LocalDate.parse(values.get(AdField.ORIGINAL_SETTLEMENT_DATE), DAY),
                    place(values.get(AdField.CENTRE_SERIAL)),
                    Long.parseLong(values.get(AdField.AMOUNT)),
                    known,
                    text.isEmpty() ? known.name() : text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("no date: " + values.get(AdField.ORIGINAL_SETTLEMENT_DATE), e);
        }
    }

    private static Optional<RecordPlace> place(String serial) {
        long digits = Long.parseLong(serial);
        if (digits == 0) {
            return Optional.empty();
        }
        long lines = (long) Math.pow(10, LINE_DIGITS);
        return Optional.of(new RecordPlace(Math.toIntExact(digits / lines), (int) (digits % lines)));
    }
}
