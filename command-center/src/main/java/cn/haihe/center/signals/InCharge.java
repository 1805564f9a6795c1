package cn.haihe.center.signals;

/**
 * Whether this hub commands the signals: of several on one database only one does. Rooms that command look here before each act,
 * and load what they go by when they are told {@link Begun}, and only then: first those that observe it {@link #FIRST}. Never
 * waits.
 */
@FunctionalInterface
public interface InCharge {
    int FIRST = 100;

    boolean isOurs();

    /** @throws IllegalStateException where another hub is: whatever was to be told here is to be told that one */
    default void require() {
        if (!isOurs()) {
            throw new IllegalStateException("another hub is in charge of the signals");
        }
    }

    /** That this hub will be in charge as soon as all who are told have loaded, be it at its start or when it takes over. */
    record Begun() {}
}
