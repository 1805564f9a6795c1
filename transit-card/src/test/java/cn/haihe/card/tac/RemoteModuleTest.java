package cn.haihe.card.tac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.haihe.card.record.RecordBlock;
import cn.haihe.card.record.RecordReason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RemoteModuleTest {
    private static final List<String> CODES = List.of("BEIJING", "HEBEI", "TIANJIN");
    private static final Duration TIME_OUT = Duration.ofSeconds(20);

    @Test
    void itsVerdictsAreThoseOfTheSoftware() throws IOException {
        try (SimulatedModule server = new SimulatedModule(0, TestCardKeys::module);
                RemoteModule remote = module(server.port(), TIME_OUT)) {
            for (long seed = 1; seed <= 3; seed++) {
                RecordBlock asked = block(seed, 5_000);
                RecordBlock expected = block(seed, 5_000);
                remote.check(asked);
                TestCardKeys.module(CODES).check(expected);
                assertThat(asked.reason).isEqualTo(expected.reason);
                assertThat(asked.reason)
                        .contains(RecordReason.WRONG_TAC, RecordReason.UNKNOWN_KEY, RecordReason.FUTURE, null);
            }
        }
    }

    @Test
    void aModuleThatComesBackIsAskedAnew() throws IOException {
        SimulatedModule server = new SimulatedModule(0, TestCardKeys::module);
        int port = server.port();
        try (RemoteModule remote = module(port, TIME_OUT)) {
            remote.check(block(1, 10));
            server.close();
            RecordBlock block = block(2, 10);
            assertThatThrownBy(() -> remote.check(block)).isInstanceOf(SecurityModuleException.class);
            try (SimulatedModule again = new SimulatedModule(port, TestCardKeys::module)) {
                assertThat(again.port()).isEqualTo(port);
                remote.check(block);
                assertThat(block.reason).contains(RecordReason.WRONG_TAC);
            }
        }
    }

    @Test
    void oneThatStaysSilentOrTellsSomethingElseIsOutOfReach() throws Exception {
        for (String answer : List.of("", "HTTP/1.1 400 Bad Request\r\n\r\n", "HHSM")) {
            try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                    RemoteModule remote = module(server.getLocalPort(), Duration.ofMillis(300))) {
                Thread other = new Thread(() -> answerOnce(server, answer));
                other.start();
                assertThatThrownBy(() -> remote.check(block(1, 10))).isInstanceOf(SecurityModuleException.class);
                other.interrupt();
                other.join();
            }
        }
    }

    private static void answerOnce(ServerSocket server, String answer) {
        try (Socket connection = server.accept()) {
            connection.getOutputStream().write(answer.getBytes());
            Thread.sleep(60_000);
        } catch (IOException | InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static RemoteModule module(int port, Duration timeOut) {
        return new RemoteModule("127.0.0.1", port, CODES, timeOut);
    }

    /** Signed as by their cards, some then changed, some of keys that nobody has, some rejected before. */
    private static RecordBlock block(long seed, int size) {
        Random random = new Random(seed);
        SoftwareModule cards = TestCardKeys.module(CODES);
        RecordBlock block = new RecordBlock(size);
        for (int i = 0; i < size; i++) {
            block.card[i] = 3_104_910_200_000_000_000L + random.nextInt(1_000_000);
            block.issuer[i] = random.nextInt(CODES.size());
            block.amountFen[i] = random.nextInt(100_000);
            block.type[i] = 6;
            block.psam[i] = random.nextLong() >>> 16;
            block.psamSequence[i] = random.nextInt();
            block.date[i] = 20_261_122;
            block.time[i] = random.nextInt(24) * 10_000;
            block.keyVersion[i] = 1;
            block.algorithm[i] = (byte) random.nextInt(2);
            cards.sign(block, i);
            block.size++;
        }
        for (int i = 0; i < size; i += 5) {
            block.amountFen[i]++;
        }
        for (int i = 1; i < size; i += 7) {
            block.keyVersion[i] = 9;
        }
        for (int i = 2; i < size; i += 9) {
            block.reject(i, RecordReason.FUTURE);
        }
        return block;
    }
}
