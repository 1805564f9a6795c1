package cn.haihe.card.tac;

import cn.haihe.card.record.RecordBlock;

/**
 * What a card authenticates of a purchase: amount (4 bytes), type (1), security access module (6), its sequence (4), date (4,
 * BCD), time (3, BCD); then 80 and zeros to a whole block.
 */
final class TacInput {
    static final int BYTES = 22;

    private TacInput() {}

    /** @param input longer than {@link #BYTES}; what is behind them is padded */
    static void write(RecordBlock block, int place, byte[] input) {
        put(input, 0, 4, block.amountFen[place]);
        input[4] = block.type[place];
        put(input, 5, 6, block.psam[place]);
        put(input, 11, 4, block.psamSequence[place]);
        putBcd(input, 15, 4, block.date[place]);
        putBcd(input, 19, 3, block.time[place]);
        input[BYTES] = (byte) 0x80;
        for (int i = BYTES + 1; i < input.length; i++) {
            input[i] = 0;
        }
    }

    private static void put(byte[] to, int at, int bytes, long value) {
        long rest = value;
        for (int i = at + bytes - 1; i >= at; i--) {
            to[i] = (byte) rest;
            rest >>>= 8;
        }
    }

    private static void putBcd(byte[] to, int at, int bytes, int value) {
        int rest = value;
        for (int i = at + bytes - 1; i >= at; i--) {
            to[i] = (byte) (rest / 10 % 10 << 4 | rest % 10);
            rest /= 100;
        }
    }
}
