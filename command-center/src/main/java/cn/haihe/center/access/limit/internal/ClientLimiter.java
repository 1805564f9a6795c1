package cn.haihe.center.access.limit.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;

/** A token bucket per client of one door, for a bounded number of clients. */
final class ClientLimiter {
    private static final int IPV6_NETWORK_BYTES = 8;
    private static final Duration FORGET_AFTER = Duration.ofMinutes(10);

    private final int requestsPerSecond;
    private final int burst;
    private final Cache<String, Bucket> buckets;

    ClientLimiter(int requestsPerSecond, int burst, int clientsMax) {
        this.requestsPerSecond = requestsPerSecond;
        this.burst = burst;
        buckets = Caffeine.newBuilder()
                .maximumSize(clientsMax)
                .expireAfterAccess(FORGET_AFTER)
                .build();
    }

    /** Zero when the request may pass, otherwise the whole seconds to wait, at least one. */
    long secondsToWait(String client) {
        ConsumptionProbe probe = buckets.get(client, c -> newBucket()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? 0 : 1 + probe.getNanosToWaitForRefill() / 1_000_000_000;
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(requestsPerSecond, Duration.ofSeconds(1)))
                .build();
    }

    /** One subscriber holds a whole IPv6 /64, and could come from a new address with every request. */
    static String client(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4
                ? address.getHostAddress()
                : HexFormat.of().formatHex(Arrays.copyOf(bytes, IPV6_NETWORK_BYTES));
    }
}
