package cn.haihe.card.clearing;

/**
 * A record that was not taken.
 *
 * @param line its place in the batch, from 1
 * @param record as it came
 */
public record RejectedTap(int line, RejectReason reason, String record) {}
