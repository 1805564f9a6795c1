package cn.haihe.card.exchange;

/** What a record tells beyond the columns of its block, by its place there: clearing keeps it with the file alone. */
public interface RecordTexts {
    /** At most 12 digits. */
    long serial(int place);

    /** At most 12 ASCII characters. */
    String terminal(int place);

    /** At most 8 ASCII characters, as are the three that follow. */
    String operator(int place);

    String line(int place);

    String entryStop(int place);

    String exitStop(int place);
}
