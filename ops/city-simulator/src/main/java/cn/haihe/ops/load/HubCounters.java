package cn.haihe.ops.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * What the hub counted of the source {@code jt808} so far, from its metrics.
 *
 * @param accepted locations whose newest is in Redis
 * @param rejected for whatever reason
 */
record HubCounters(long accepted, long rejected) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static HubCounters read(URI hub) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(hub.resolve("/q/metrics"))
                .timeout(Duration.ofSeconds(20))
                .build();
        double accepted = 0;
        double rejected = 0;
        for (String line :
                HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body().split("\n")) {
            if (line.startsWith("haihe_feed_records_total{") && line.contains("source=\"jt808\"")) {
                double value = Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
                if (line.contains("outcome=\"ACCEPTED\"")) {
                    accepted += value;
                } else {
                    rejected += value;
                }
            }
        }
        return new HubCounters((long) accepted, (long) rejected);
    }

    HubCounters since(HubCounters before) {
        return new HubCounters(accepted - before.accepted, rejected - before.rejected);
    }
}
