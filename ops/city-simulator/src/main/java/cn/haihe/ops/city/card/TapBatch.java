package cn.haihe.ops.city.card;

/**
 * What one acquirer sends: a batch file, signed.
 *
 * @param name of the batch, never used again
 */
public record TapBatch(String name, int records, byte[] file) {}
