package cn.haihe.ops.faults;

import cn.haihe.ops.city.card.Institution;
import cn.haihe.ops.city.card.InstitutionToken;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * One institution's sender: file after file, piece by piece, gone on with where the hub says it has got to, until the hub has
 * all of it. Now and then it sends a file again that the hub has.
 */
final class ResumingUpload implements Runnable {
    private static final int PIECE_BYTES = 96 * 1024;
    private static final int ONE_SENT_TWICE_OF = 3;
    private static final Duration REQUEST_MAX = Duration.ofSeconds(20);
    private static final long PAUSE_MILLIS = 300;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final String base;
    private final Institution sender;
    private final List<Path> files;
    private final Random random;
    private volatile int resumed;
    private volatile int sentTwice;
    private volatile Exception failure;

    ResumingUpload(int port, Institution sender, List<Path> files, long seed) {
        base = "http://127.0.0.1:" + port + "/clearing/v1/files/" + sender + "/";
        this.sender = sender;
        this.files = files;
        random = new Random(seed);
    }

    /** How often an upload was gone on with in the middle. */
    int resumed() {
        return resumed;
    }

    int sentTwice() {
        return sentTwice;
    }

    void rethrow() throws Exception {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void run() {
        try {
            for (Path file : files) {
                send(file);
                if (random.nextInt(ONE_SENT_TWICE_OF) == 0) {
                    sentTwice++;
                    send(file);
                }
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            failure = e;
        }
    }

    private void send(Path file) throws IOException, InterruptedException {
        boolean brokeOff = false;
        while (true) {
            try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
                if (sendRest(file.getFileName().toString(), bytes, brokeOff)) {
                    return;
                }
            } catch (IOException away) {
                brokeOff = true;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private boolean sendRest(String name, RandomAccessFile file, boolean brokeOff)
            throws IOException, InterruptedException {
        HttpResponse<String> head = http.send(
                request(name)
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (head.statusCode() / 100 == 2
                && head.headers().firstValue("Upload-Complete").orElse("").equals("?1")) {
            return true;
        }
        if (head.statusCode() != 404 && head.statusCode() / 100 != 2) {
            return false;
        }
        long offset = head.headers().firstValueAsLong("Upload-Offset").orElse(0);
        resumed += brokeOff && offset > 0 ? 1 : 0;
        file.seek(offset);
        while (true) {
            byte[] piece = new byte[(int) Math.min(PIECE_BYTES, file.length() - offset)];
            file.readFully(piece);
            boolean last = offset + piece.length == file.length();
            HttpResponse<String> answer = http.send(
                    request(name)
                            .header("Content-Type", "application/octet-stream")
                            .header("Upload-Offset", Long.toString(offset))
                            .header("Upload-Complete", last ? "?1" : "?0")
                            .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(piece))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                return false;
            }
            offset += piece.length;
            if (last) {
                return true;
            }
        }
    }

    private HttpRequest.Builder request(String name) {
        return HttpRequest.newBuilder(URI.create(base + name))
                .timeout(REQUEST_MAX)
                .header("Authorization", "Bearer " + InstitutionToken.of(sender, Instant.now()));
    }
}
