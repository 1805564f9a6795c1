package cn.haihe.card.exchange;

import cn.haihe.card.record.RecordReason;

/**
 * What became of one record of a batch file.
 *
 * @param issuerFen its issuer's share where money moves, else zero; {@code acquirerFen} likewise
 * @param other the record that it clashes with, or null
 */
public record RecordAnswer(RecordReason reason, long issuerFen, long acquirerFen, Other other) {
    /**
     * @param sender of the other record
     * @param name of its batch, empty where that is another institution's
     * @param line of the record in it, zero where that is another institution's
     */
    public record Other(String sender, String name, long line) {}
}
