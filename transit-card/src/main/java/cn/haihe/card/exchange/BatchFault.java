package cn.haihe.card.exchange;

/** Why a batch file is refused as a whole. */
public enum BatchFault {
    /** It does not begin as a batch file of a version that is known. */
    NOT_A_BATCH_FILE,
    MALFORMED_HEADER,
    MALFORMED_TRAILER,
    /** It ends before its trailer and signature do. */
    TRUNCATED,
    /** Something follows the signature. */
    TRAILING_DATA,
    COUNT_DIFFERS,
    SUM_DIFFERS,
    DIGEST_DIFFERS,
    /** Signed with a key version that the sender has not. */
    UNKNOWN_KEY,
    /** Not signed by the sender. */
    WRONG_SIGNATURE,
    /** Its header names another sender or another batch than it was sent as. */
    OTHER_HEADER,
    /** Longer, unpacked, than is taken. */
    TOO_LARGE,
    /** The name was used before for another content. */
    NAME_REUSED,
    /** No rules hold for its sender on the day on which it would be cleared. */
    NO_RULES
}
