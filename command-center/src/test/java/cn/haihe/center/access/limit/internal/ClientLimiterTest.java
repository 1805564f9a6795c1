package cn.haihe.center.access.limit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class ClientLimiterTest {
    @Test
    void aClientThatAsksTooMuchWaitsAndTheOthersDoNot() {
        var limiter = new ClientLimiter(1, 5, 100);
        for (int i = 0; i < 5; i++) {
            assertThat(limiter.secondsToWait("greedy")).isZero();
        }
        assertThat(limiter.secondsToWait("greedy")).isPositive();
        assertThat(limiter.secondsToWait("modest")).isZero();
    }

    @Test
    void anIpv6SubscriberIsOneClientHoweverManyAddressesItUses() throws Exception {
        assertThat(client("2001:db8:1:2::1"))
                .isEqualTo(client("2001:db8:1:2:ffff::9"))
                .isNotEqualTo(client("2001:db8:1:3::1"));
        assertThat(client("192.0.2.1")).isNotEqualTo(client("192.0.2.2"));
    }

    private static String client(String address) throws Exception {
        return ClientLimiter.client(InetAddress.getByName(address));
    }
}
