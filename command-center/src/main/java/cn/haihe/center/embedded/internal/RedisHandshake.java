package cn.haihe.center.embedded.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Waits until a Redis that was just started has loaded its data and answers. */
final class RedisHandshake {
    private static final long READY_NANOS_MAX = 90_000_000_000L;
    private static final int ANSWER_MILLIS_MAX = 5_000;
    private static final long PAUSE_MILLIS = 20;

    private RedisHandshake() {}

    /** @param starter ends with 0 once Redis has gone to the background, with anything else where it could not start */
    static void awaitReady(int port, String secret, Process starter) throws IOException {
        long began = System.nanoTime();
        while (!answers(port, secret)) {
            if (!starter.isAlive() && starter.exitValue() != 0) {
                throw new IOException("Redis ended with " + starter.exitValue());
            }
            if (System.nanoTime() - began > READY_NANOS_MAX) {
                throw new IOException("Redis did not answer in " + READY_NANOS_MAX / 1_000_000_000L + " s");
            }
            pause();
        }
    }

    private static boolean answers(int port, String secret) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWER_MILLIS_MAX);
            socket.setSoTimeout(ANSWER_MILLIS_MAX);
            socket.getOutputStream().write(("AUTH " + secret + "\r\nPING\r\n").getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return "+OK".equals(in.readLine()) && "+PONG".equals(in.readLine());
        } catch (IOException e) {
            return false;
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for Redis", e);
        }
    }
}
