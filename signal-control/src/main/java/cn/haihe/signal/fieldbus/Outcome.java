package cn.haihe.signal.fieldbus;

/**
 * What came of an operation on a controller.
 *
 * @param <T> what it gives when it was done
 */
public sealed interface Outcome<T> {
    record Done<T>(T value) implements Outcome<T> {}

    /** The controller said no; {@code reason} is what it said. */
    record Refused<T>(String reason) implements Outcome<T> {}

    /** Nobody knows whether it was done. */
    record Unconfirmed<T>(FieldFailure failure) implements Outcome<T> {}
}
