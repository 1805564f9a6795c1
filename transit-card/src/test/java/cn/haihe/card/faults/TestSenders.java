package cn.haihe.card.faults;

import cn.haihe.card.SimulatedDay;
import cn.haihe.card.exchange.Sm2;

/** Signing keys of the simulated institutions: for tests alone, since anybody can make them. */
final class TestSenders {
    private TestSenders() {}

    static String privateKey(String sender) {
        return String.valueOf(SimulatedDay.CODES.indexOf(sender) + 1).repeat(64);
    }

    static String publicKey(String sender) {
        return Sm2.publicKey(privateKey(sender));
    }
}
