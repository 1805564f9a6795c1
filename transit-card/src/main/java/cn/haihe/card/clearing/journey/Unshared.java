package cn.haihe.card.clearing.journey;

/** Why a ride that follows one in another city is in no journey: whoever took something off it bears that alone. */
enum Unshared {
    /** A ride before it was not told, or is not paid; given up after some weeks as {@code NEVER_TOLD}. */
    NOT_TOLD,
    /** What is paid for it now follows no ride in another city. */
    NO_TRANSFER,
    /** More rides than any journey has. */
    TOO_LONG,
    /** A ride beside it lies in an archive. */
    ARCHIVED,
    /** Nobody had agreed on anything. */
    NO_AGREEMENT,
    /** Not by this agreement: another party's ride, or too long after the one before. */
    NOT_AGREED,
    /** It says that it follows a ride in one city, and the card's ride before was in another. */
    OTHER_CITY,
    /** Of its city, on its day, no tariff of its mode is known: nobody can say whether it took off what it should. */
    NO_TARIFF,
    /** The tariff's transfers do not give this after that ride: other modes, too late, too much, or once too often. */
    NO_RULE
}
