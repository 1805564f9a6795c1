package cn.haihe.signal.fieldbus.link;

import java.util.Optional;

/**
 * What a line must know of the messages that it carries.
 *
 * @param <M> a message
 */
public interface Dialect<M> {
    /** How surely a message answers a request. */
    enum Match {
        /** It repeats the request's number. */
        BY_NUMBER,
        /** It could, by its contents. */
        BY_CONTENT,
        NONE
    }

    Match match(M request, M answer);

    /** A question for a sign of life; empty where the protocol has none. */
    Optional<M> heartbeat(long controllerId, int sequence);
}
