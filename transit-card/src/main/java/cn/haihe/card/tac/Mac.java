package cn.haihe.card.tac;

/** One algorithm by which a card's key makes the code. Keeps its working keys: one thread. */
interface Mac {
    /** @param masterKey 16 bytes, of an issuer and version */
    int tac(byte[] masterKey, long card, byte[] input);

    /** Whole blocks that hold the input with its padding. */
    int inputBytes();
}
