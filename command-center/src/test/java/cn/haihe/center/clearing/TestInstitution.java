package cn.haihe.center.clearing;

import static io.restassured.RestAssured.given;

import cn.haihe.card.contract.ThreeInstitutions;
import cn.haihe.card.exchange.BatchFileWriter;
import cn.haihe.card.exchange.BatchHeader;
import cn.haihe.card.exchange.RecordTexts;
import cn.haihe.card.exchange.Sm2;
import cn.haihe.card.exchange.TestSigningKeys;
import cn.haihe.card.record.RecordBlock;
import cn.haihe.card.tac.SoftwareModule;
import cn.haihe.card.tac.TestCardKeys;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** A card institution's own side: signs tokens and batch files with its test key. */
final class TestInstitution {
    static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    static final List<String> CODES =
            ThreeInstitutions.book().asOf(LocalDate.EPOCH).institutionCodes();
    private static final long[] FIRST_CARD = {
        3_105_170_000_000_000_000L, 3_104_950_000_000_000_000L, 3_104_910_200_000_000_000L
    };

    private final String code;

    TestInstitution(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    RequestSpecification asks() {
        return given().auth().oauth2(token(Instant.now(), 300, code, "haihe-clearing"));
    }

    String token(Instant from, int seconds, String signer, String audience) {
        return token(from.getEpochSecond(), from.getEpochSecond() + seconds, signer, audience);
    }

    String token(long from, long until, String signer, String audience) {
        return signed(
                "\"jti\":\"%s\",\"aud\":\"%s\",\"iat\":%d,\"exp\":%d"
                        .formatted(UUID.randomUUID(), audience, from, until),
                signer);
    }

    /** @param claims beside who it is */
    String signed(String claims, String signer) {
        String signed = part("{\"alg\":\"SM2\",\"typ\":\"JWT\",\"kid\":\"1\"}") + "."
                + part("{\"iss\":\"%s\",%s}".formatted(code, claims));
        String signature = Sm2.sign(TestSigningKeys.privateKey(signer), signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(HexFormat.of().parseHex(signature));
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Fares of so many cards of each institution, paid today; every tenth with a wrong code. */
    byte[] batch(String name, long firstCard, int cardsEach, int amountFen) throws IOException {
        return batch(name, LocalDate.now(CHINA), firstCard, cardsEach, amountFen);
    }

    byte[] batch(String name, LocalDate businessDay, long firstCard, int cardsEach, int amountFen) throws IOException {
        LocalDateTime now = LocalDateTime.now(CHINA);
        SoftwareModule cards = TestCardKeys.module(CODES);
        RecordBlock block = new RecordBlock(cardsEach * CODES.size());
        for (int i = 0; i < block.capacity(); i++) {
            fill(block, i, firstCard, amountFen, now.minusMinutes(1));
            cards.sign(block, i);
            if (i % 10 == 9) {
                block.tac[i] ^= 1;
            }
        }
        block.size = block.capacity();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (BatchFileWriter writer = new BatchFileWriter(out, new BatchHeader(code, name, businessDay, now), CODES)) {
            writer.write(block, new Texts());
            writer.finish(TestSigningKeys.privateKey(code), TestSigningKeys.VERSION);
        }
        return out.toByteArray();
    }

    private void fill(RecordBlock block, int i, long firstCard, int amountFen, LocalDateTime at) {
        int issuer = i % CODES.size();
        LocalDate day = at.toLocalDate();
        block.card[i] = FIRST_CARD[issuer] + firstCard + i;
        block.counter[i] = 7;
        block.issuer[i] = issuer;
        block.balanceBeforeFen[i] = 10_000;
        block.amountFen[i] = amountFen;
        block.balanceAfterFen[i] = 10_000 - amountFen;
        block.type[i] = 6;
        block.psam[i] = 0x3604_0000_0000L + CODES.indexOf(code);
        block.psamSequence[i] = (int) firstCard + i;
        block.date[i] = day.getYear() * 10_000 + day.getMonthValue() * 100 + day.getDayOfMonth();
        block.time[i] = at.getHour() * 10_000 + at.getMinute() * 100 + at.getSecond();
        block.keyVersion[i] = 1;
        block.transactionCity[i] = 1100;
        block.cardCity[i] = 1100;
        block.industry[i] = 1;
        block.cardType[i] = 1;
    }

    private record Texts() implements RecordTexts {
        @Override
        public long serial(int place) {
            return place + 1;
        }

        @Override
        public String terminal(int place) {
            return "T1";
        }

        @Override
        public String operator(int place) {
            return "OP";
        }

        @Override
        public String line(int place) {
            return "1";
        }

        @Override
        public String entryStop(int place) {
            return "";
        }

        @Override
        public String exitStop(int place) {
            return "";
        }
    }
}
