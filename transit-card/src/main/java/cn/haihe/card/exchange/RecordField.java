package cn.haihe.card.exchange;

/**
 * The fields of one record of a batch file: fixed places in a line of {@value #LINE_BYTES} ASCII characters, the last a line
 * feed. The choice of fields follows what an acquirer of T-Union cards is known to upload; places and widths are ours. Numbers
 * are padded with zeros on the left, texts with blanks on the right; hexadecimal digits are capitals.
 */
public enum RecordField {
    /** {@code R}. */
    LINE_KIND(0, 1),
    /** The acquirer's own, digits. */
    SERIAL(1, 12),
    /** 19 digits beginning 31. */
    CARD_NUMBER(13, 19),
    /** The card's offline transaction counter, hexadecimal. */
    CARD_COUNTER(32, 4),
    /** Code of the issuing institution. */
    ISSUER(36, 11),
    /** Hexadecimal fen, as are the two that follow. */
    BALANCE_BEFORE(47, 8),
    AMOUNT(55, 8),
    BALANCE_AFTER(63, 8),
    /** 06 purchase, 09 composite purchase. */
    TRANSACTION_TYPE(71, 2),
    TERMINAL(73, 12),
    /** Security access module of the terminal, hexadecimal. */
    PSAM(85, 12),
    /** Transaction sequence of that module, hexadecimal; the terminal sequence of the TAC's input. */
    PSAM_SEQUENCE(97, 8),
    /** By the terminal's clock in China's time, yyyyMMdd and HHmmss. */
    DATE(105, 8),
    TIME(113, 6),
    /** Transaction authentication code, hexadecimal. */
    TAC(119, 8),
    /** Decimal. */
    KEY_VERSION(127, 2),
    /** 00 DES, 01 SM4. */
    ALGORITHM(129, 2),
    /** City codes of GB/T 13497. */
    TRANSACTION_CITY(131, 4),
    CARD_CITY(135, 4),
    OPERATOR(139, 8),
    LINE(147, 8),
    ENTRY_STOP(155, 8),
    EXIT_STOP(163, 8),
    /** 01 bus, 02 metro, … 08 parking. */
    INDUSTRY(171, 2),
    /** Type of card, decimal: 001 adult, 002 student, 003 elder. */
    CARD_TYPE(173, 3),
    /** 0 normal, 8 transfer. */
    CONSUME_KIND(176, 1),
    /** 0 live, 1 test. */
    TEST_FLAG(177, 1),
    /** Of a transfer: what it took off the fare, of which the amount is what was left; hexadecimal fen, or blank as what follows. */
    TRANSFER_DISCOUNT(178, 8),
    /** Of a transfer: the city of the ride that it follows, as the card tells it. */
    TRANSFER_CITY(186, 4),
    RESERVED(190, 1);

    /** With its line feed. */
    public static final int LINE_BYTES = 192;

    private final int at;
    private final int length;

    RecordField(int at, int length) {
        this.at = at;
        this.length = length;
    }

    /** Place of its first character in the line, from 0. */
    public int at() {
        return at;
    }

    public int length() {
        return length;
    }
}
