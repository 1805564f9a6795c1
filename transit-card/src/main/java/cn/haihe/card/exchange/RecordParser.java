package cn.haihe.card.exchange;

import static cn.haihe.card.exchange.Ascii.NOT_A_NUMBER;

import cn.haihe.card.record.RecordBlock;
import cn.haihe.card.record.RecordReason;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/** Lines of a batch file into the columns of a block. A line that is no record is kept its place, marked malformed. */
final class RecordParser {
    private static final long CHINA_SECONDS = ZoneOffset.ofHours(8).getTotalSeconds();
    private static final long FIRST_CARD = 3_100_000_000_000_000_000L;
    private static final long LAST_CARD = 3_199_999_999_999_999_999L;

    private final byte[][] institutions;
    private int lastDate = -1;
    private long lastDateEpochSecond;

    /** @param institutionCodes in the order of their places */
    RecordParser(List<String> institutionCodes) {
        institutions = institutionCodes.stream()
                .map(code -> {
                    byte[] padded = new byte[RecordField.ISSUER.length()];
                    Arrays.fill(padded, (byte) ' ');
                    byte[] ascii = code.getBytes(StandardCharsets.US_ASCII);
                    System.arraycopy(ascii, 0, padded, 0, Math.min(ascii.length, padded.length));
                    return padded;
                })
                .toArray(byte[][]::new);
    }

    /** Adds the line that begins at {@code from} to the block, which must have room. */
    void parse(byte[] bytes, int from, RecordBlock to) {
        int place = to.size++;
        if (!fill(bytes, from, to, place)) {
            to.reject(place, RecordReason.MALFORMED);
        }
    }

    private boolean fill(byte[] bytes, int from, RecordBlock to, int place) {
        long card = decimal(bytes, from, RecordField.CARD_NUMBER);
        long counter = hex(bytes, from, RecordField.CARD_COUNTER);
        long before = hex(bytes, from, RecordField.BALANCE_BEFORE);
        long amount = hex(bytes, from, RecordField.AMOUNT);
        long after = hex(bytes, from, RecordField.BALANCE_AFTER);
        long type = hex(bytes, from, RecordField.TRANSACTION_TYPE);
        long psam = hex(bytes, from, RecordField.PSAM);
        long sequence = hex(bytes, from, RecordField.PSAM_SEQUENCE);
        long date = decimal(bytes, from, RecordField.DATE);
        long time = decimal(bytes, from, RecordField.TIME);
        long tac = hex(bytes, from, RecordField.TAC);
        long keyVersion = decimal(bytes, from, RecordField.KEY_VERSION);
        long algorithm = decimal(bytes, from, RecordField.ALGORITHM);
        long transactionCity = decimal(bytes, from, RecordField.TRANSACTION_CITY);
        long cardCity = decimal(bytes, from, RecordField.CARD_CITY);
        long industry = decimal(bytes, from, RecordField.INDUSTRY);
        long cardType = decimal(bytes, from, RecordField.CARD_TYPE);
        long consumeKind = decimal(bytes, from, RecordField.CONSUME_KIND);
        long test = decimal(bytes, from, RecordField.TEST_FLAG);
        boolean follows = !isBlank(bytes, from + RecordField.TRANSFER_DISCOUNT.at());
        long discount = follows ? hex(bytes, from, RecordField.TRANSFER_DISCOUNT) : 0;
        long transferCity = follows ? decimal(bytes, from, RecordField.TRANSFER_CITY) : 0;
        // Any that is no number is -1, and so is their bitwise or.
        boolean numbers = (card
                        | counter
                        | before
                        | amount
                        | after
                        | type
                        | psam
                        | sequence
                        | date
                        | time
                        | tac
                        | keyVersion
                        | algorithm
                        | transactionCity
                        | cardCity
                        | industry
                        | cardType
                        | consumeKind
                        | test
                        | discount
                        | transferCity)
                >= 0;
        to.card[place] = card;
        to.counter[place] = (int) counter;
        to.issuer[place] = issuer(bytes, from + RecordField.ISSUER.at());
        to.balanceBeforeFen[place] = before;
        to.amountFen[place] = amount;
        to.balanceAfterFen[place] = after;
        to.type[place] = (byte) type;
        to.psam[place] = psam;
        to.psamSequence[place] = (int) sequence;
        to.date[place] = (int) date;
        to.time[place] = (int) time;
        to.tac[place] = (int) tac;
        to.keyVersion[place] = (byte) keyVersion;
        to.algorithm[place] = (byte) algorithm;
        to.transactionCity[place] = (short) transactionCity;
        to.cardCity[place] = (short) cardCity;
        to.industry[place] = (byte) industry;
        to.cardType[place] = (short) cardType;
        to.consumeKind[place] = (byte) consumeKind;
        to.discountFen[place] = (int) discount;
        to.transferCity[place] = (short) transferCity;
        to.test[place] = test == 1;
        if (!numbers
                || bytes[from] != 'R'
                || bytes[from + RecordField.LINE_BYTES - 1] != '\n'
                || card < FIRST_CARD
                || card > LAST_CARD
                || test > 1
                || discount > Integer.MAX_VALUE) {
            return false;
        }
        long midnight = midnight((int) date);
        long seconds = time / 10_000 * 3_600 + time / 100 % 100 * 60 + time % 100;
        boolean isTime = time / 10_000 < 24 && time / 100 % 100 < 60 && time % 100 < 60;
        to.occurredEpochSecond[place] = midnight + seconds;
        return midnight != NOT_A_NUMBER && isTime;
    }

    private static boolean isBlank(byte[] bytes, int at) {
        int end = at + RecordField.TRANSFER_DISCOUNT.length() + RecordField.TRANSFER_CITY.length();
        for (int i = at; i < end; i++) {
            if (bytes[i] != ' ') {
                return false;
            }
        }
        return true;
    }

    private long midnight(int date) {
        if (date != lastDate) {
            lastDate = date;
            try {
                lastDateEpochSecond = LocalDate.of(date / 10_000, date / 100 % 100, date % 100)
                                        .toEpochDay()
                                * 86_400
                        - CHINA_SECONDS;
            } catch (DateTimeException noDay) {
                lastDateEpochSecond = NOT_A_NUMBER;
            }
        }
        return lastDateEpochSecond;
    }

    private int issuer(byte[] bytes, int at) {
        for (int i = 0; i < institutions.length; i++) {
            if (Arrays.equals(
                    institutions[i], 0, institutions[i].length, bytes, at, at + RecordField.ISSUER.length())) {
                return i;
            }
        }
        return -1;
    }

    private static long decimal(byte[] bytes, int from, RecordField field) {
        return Ascii.decimal(bytes, from + field.at(), field.length());
    }

    private static long hex(byte[] bytes, int from, RecordField field) {
        return Ascii.hex(bytes, from + field.at(), field.length());
    }
}
