package cn.haihe.card.exchange;

/**
 * Last two lines of a batch file: what it holds, and the sender's word for it.
 *
 * @param amountFen sum of all records' amounts, those that cannot be read as zero
 * @param digest SM3 (GB/T 32905) of every byte before the trailer, 64 hexadecimal digits
 * @param keyVersion of the sender's signing key, 0 to 9999
 * @param signature SM2 with SM3 (GB/T 32918) over the trailer's line, hexadecimal
 */
public record BatchTrailer(long records, long amountFen, String digest, int keyVersion, String signature) {}
