package cn.haihe.card.exchange.national;

import java.time.LocalDate;

/**
 * Second line of a national centre's file.
 *
 * @param records at most 999,999
 * @param receiver organisation, at most 11 characters
 * @param recordLength as told, 0 to 9999; whether it counts what follows the fields is not known
 */
public record NationalHeader(int records, LocalDate date, String receiver, int recordLength) {
    public static final int RECORDS_MAX = 999_999;

    public NationalHeader {
        if (records < 0 || records > RECORDS_MAX || recordLength < 0 || recordLength > 9_999) {
            throw new IllegalArgumentException(records + " records of " + recordLength + " bytes cannot be told");
        }
        if (!receiver.matches("[!-~]{0,11}")) {
            throw new IllegalArgumentException("not an organisation: " + receiver);
        }
    }
}
