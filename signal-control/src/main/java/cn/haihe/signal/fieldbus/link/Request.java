package cn.haihe.signal.fieldbus.link;

import cn.haihe.signal.fieldbus.FieldFailure;
import cn.haihe.signal.fieldbus.Outcome;
import io.vertx.core.Promise;
import java.util.OptionalLong;
import java.util.function.IntFunction;

/**
 * One message to a controller that wants an answer; it is done when an answer came, whatever that says.
 *
 * @param key what it is about: of two that wait with one key and equal content only one is sent; empty where each counts
 * @param content what it asks or says, compared by {@code equals}
 * @param generation of an intent, that changes something: the younger one takes the place of an older one that waits with
 *     the same key. Empty for what only asks
 * @param message makes it for a sequence number, anew at each attempt
 * @param bornNanos by {@link System#nanoTime}
 */
public record Request<M>(
        Priority priority,
        String key,
        Object content,
        OptionalLong generation,
        IntFunction<M> message,
        long bornNanos,
        Promise<Outcome<M>> promise) {

    public static <M> Request<M> asking(Priority priority, String key, Object content, IntFunction<M> message) {
        return new Request<>(
                priority, key, content, OptionalLong.empty(), message, System.nanoTime(), Promise.promise());
    }

    public static <M> Request<M> intent(
            Priority priority, String key, Object content, long generation, IntFunction<M> message) {
        return new Request<>(
                priority, key, content, OptionalLong.of(generation), message, System.nanoTime(), Promise.promise());
    }

    boolean isIntent() {
        return generation.isPresent();
    }

    boolean isSameAs(Request<M> other) {
        return !key.isEmpty() && key.equals(other.key) && content.equals(other.content);
    }

    /** Whether this younger intent makes the other one, that still waits, pointless. */
    boolean supersedes(Request<M> other) {
        return isIntent()
                && other.isIntent()
                && !key.isEmpty()
                && key.equals(other.key)
                && priority.ordinal() <= other.priority.ordinal();
    }

    void answer(M message) {
        promise.tryComplete(new Outcome.Done<>(message));
    }

    void fail(FieldFailure failure) {
        promise.tryComplete(new Outcome.Unconfirmed<>(failure));
    }
}
