package cn.haihe.signal.device;

/** A controller's way to the centre, while there is one. */
@FunctionalInterface
interface DeviceLine {
    /** @param frame plain bytes, not escaped */
    void send(byte[] frame);

    default void close() {}
}
