package cn.haihe.card.clearing.file;

import cn.haihe.card.record.RecordBlock;

/**
 * 64 bits over what a record tells of a transaction beyond its key: two that tell the same agree, two that tell otherwise
 * differ but for one chance in 2^64.
 */
final class Fingerprint {
    private static final long ODD = 0x9E37_79B9_7F4A_7C15L;

    private Fingerprint() {}

    static long of(RecordBlock block, int place, String acquirer) {
        long mixed = facts(block, place, acquirer);
        mixed = mix(mixed ^ (long) block.transactionCity[place] << 8 ^ block.consumeKind[place]);
        return discounted(mixed, block, place);
    }

    /** Without city and kind, as of the files up to {@code card_key_form}. */
    static long ofOldForm(RecordBlock block, int place, String acquirer) {
        return discounted(facts(block, place, acquirer), block, place);
    }

    private static long facts(RecordBlock block, int place, String acquirer) {
        long mixed = mix(acquirer.hashCode());
        mixed = mix(mixed ^ block.amountFen[place]);
        mixed = mix(mixed ^ block.balanceBeforeFen[place]);
        mixed = mix(mixed ^ block.occurredEpochSecond[place]);
        mixed = mix(mixed ^ block.psam[place]);
        mixed = mix(mixed ^ Integer.toUnsignedLong(block.psamSequence[place]) << 8 ^ block.type[place]);
        return mix(mixed ^ Integer.toUnsignedLong(block.tac[place]) << 32 ^ block.industry[place]);
    }

    private static long discounted(long mixed, RecordBlock block, int place) {
        return block.discountFen[place] == 0
                ? mixed
                : mix(mixed ^ (long) block.discountFen[place] << 16 ^ block.transferCity[place]);
    }

    /** The finaliser of splitmix64. */
    private static long mix(long value) {
        long z = value + ODD;
        z = (z ^ z >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ z >>> 27) * 0x94D0_49BB_1331_11EBL;
        return z ^ z >>> 31;
    }
}
