package cn.haihe.signal.fieldbus;

/** Hears what controllers report, asked or not. Called on the bus's event loop: return at once. */
public interface FieldListener {
    void status(FieldStatus status);

    default void alarm(FieldAlarm alarm) {}
}
