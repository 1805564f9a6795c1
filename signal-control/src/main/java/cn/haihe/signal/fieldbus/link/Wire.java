package cn.haihe.signal.fieldbus.link;

import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * How the messages of a protocol lie in bytes.
 *
 * @param <M> a message
 */
public interface Wire<M> {
    /** What comes of bytes: a message, or the reason why they are none. */
    interface Sink<M> {
        void message(M message);

        void defect(Enum<?> reason);
    }

    /** Cuts the stream of one TCP connection into messages; it keeps no more than one of a limited size. */
    Consumer<byte[]> splitter(Sink<M> sink);

    void readDatagram(byte[] datagram, Sink<M> sink);

    byte[] toDatagram(M message);

    byte[] toStream(M message);

    /** Who sent it; empty where it does not say so: it is then whose connection it is. */
    OptionalLong findController(M message);
}
