package cn.haihe.center.state;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** A Lua script that Redis is asked for by its digest, and sent to it whole where it does not know it (yet, or any more). */
final class Script {
    private final byte[] text;
    private final String digest;

    private Script(byte[] text) {
        this.text = text;
        try {
            digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static Script ofResource(String name) {
        try (InputStream in = Script.class.getResourceAsStream(name)) {
            return new Script(new String(in.readAllBytes(), StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CompletionStage<byte[]> run(RedisConnection redis, String key, byte[]... arguments) {
        String[] keys = {key};
        return redis.<byte[]>call(commands -> commands.evalsha(digest, ScriptOutputType.VALUE, keys, arguments))
                .handle((answer, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.completedFuture(answer);
                    }
                    if (isNoScript(failure)) {
                        return redis.<byte[]>call(
                                commands -> commands.eval(text, ScriptOutputType.VALUE, keys, arguments));
                    }
                    throw failure instanceof CompletionException wrapped ? wrapped : new CompletionException(failure);
                })
                .thenCompose(stage -> stage);
    }

    private static boolean isNoScript(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RedisNoScriptException) {
                return true;
            }
        }
        return false;
    }
}
