package cn.haihe.signal.device;

/** A controller's way to the centre, while there is one. */
@FunctionalInterface
interface DeviceLine {
    /** @param frame plain bytes, not escaped */
    void send(byte[] frame);

    default void close() {}

    /** The centre is silent there: goes to its next address. */
    default void turn() {}
}
