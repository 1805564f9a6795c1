package cn.haihe.ops.load;

import cn.haihe.ops.city.jt808.Jt808Terminal;
import cn.haihe.ops.city.jt808.TerminalFix;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.HdrHistogram.Histogram;

/**
 * One bus that is watched: it reports once a second, and after each report the travellers' door is asked again and
 * again until it shows that very fix. What is measured ends when the answer has been read, so it is never too short.
 */
final class Probe {
    private static final long ASK_AGAIN_MILLIS = 4;
    private static final long GIVE_UP_MILLIS = 5_000;

    private final Vertx vertx;
    private final HttpClient http;
    private final Jt808Terminal terminal;
    private final String id;
    private final double lon;
    private final double lat;
    private final Histogram micros;
    private Instant lastDeviceTime = Instant.EPOCH;
    private boolean waiting;
    private long givenUp;

    Probe(Vertx vertx, HttpClient http, Jt808Terminal terminal, int number, double lon, double lat, Histogram micros) {
        this.vertx = vertx;
        this.http = http;
        this.terminal = terminal;
        this.id = LoadPlan.phone(number).substring(1);
        this.lon = lon;
        this.lat = lat;
        this.micros = micros;
    }

    /** Reports once, unless the last report is still being looked for or was dated in the same second. */
    void report() {
        Instant deviceTime = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        if (waiting || deviceTime.equals(lastDeviceTime)) {
            return;
        }
        waiting = true;
        lastDeviceTime = deviceTime;
        long began = System.nanoTime();
        terminal.report(TerminalFix.driving(lon, lat, 0, 0, deviceTime));
        look(deviceTime, began);
    }

    long givenUp() {
        return givenUp;
    }

    private void look(Instant deviceTime, long began) {
        http.request(HttpMethod.GET, "/pocket/v1/buses?radius=20&near=" + lon + "," + lat)
                .compose(request -> request.send())
                .compose(response -> response.body())
                .onComplete(answer -> {
                    long elapsedMicros = (System.nanoTime() - began) / 1_000;
                    if (answer.succeeded() && shows(answer.result().toString(), deviceTime)) {
                        micros.recordValue(elapsedMicros);
                        waiting = false;
                    } else if (elapsedMicros > GIVE_UP_MILLIS * 1_000) {
                        givenUp++;
                        waiting = false;
                    } else {
                        vertx.setTimer(ASK_AGAIN_MILLIS, again -> look(deviceTime, began));
                    }
                });
    }

    private boolean shows(String answer, Instant deviceTime) {
        int at = answer.indexOf("\"id\":\"" + id + "\"");
        return at >= 0 && answer.indexOf("\"asOf\":\"" + deviceTime + "\"", at) >= 0;
    }
}
