package cn.haihe.card.lists;

/** A list that the centre publishes to acquirers for their terminals. */
public enum ListKind {
    /** Cards that nobody is to take; its subjects are card numbers. */
    BLACKLIST(1),
    /** Cities whose cards terminals accept; its subjects are codes of GB/T 13497. */
    CITIES(2);

    private final int number;

    ListKind(int number) {
        this.number = number;
    }

    /** As in the database. */
    int number() {
        return number;
    }
}
