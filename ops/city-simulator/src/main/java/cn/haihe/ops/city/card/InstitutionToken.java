package cn.haihe.ops.city.card;

import cn.haihe.card.exchange.Sm2;
import cn.haihe.card.exchange.TestSigningKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;

/** A token that an institution signs itself with its test key, as the centre's contract says: each for one request. */
public final class InstitutionToken {
    private static final int GOOD_FOR_SECONDS = 300;

    private InstitutionToken() {}

    public static String of(Institution institution, Instant now) {
        long from = now.getEpochSecond();
        String signed = part("{\"alg\":\"SM2\",\"typ\":\"JWT\",\"kid\":\"%d\"}".formatted(TestSigningKeys.VERSION))
                + '.'
                + part("{\"iss\":\"%s\",\"jti\":\"%s\",\"aud\":\"haihe-clearing\",\"iat\":%d,\"exp\":%d}"
                        .formatted(institution, UUID.randomUUID(), from, from + GOOD_FOR_SECONDS));
        String signature =
                Sm2.sign(TestSigningKeys.privateKey(institution.name()), signed.getBytes(StandardCharsets.US_ASCII));
        return signed + '.' + url(HexFormat.of().parseHex(signature));
    }

    private static String part(String json) {
        return url(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
