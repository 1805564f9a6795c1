package cn.haihe.center.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

/** Hebei comes over mutual TLS; its certificate is signed by an authority of the tests. */
@QuarkusTest
class CertificateTest {
    private static final char[] PASSWORD = "test-only".toCharArray();
    private static final LocalDate TODAY = LocalDate.now(TestInstitution.CHINA);

    @TestHTTPResource(value = "/clearing/v1/rules/signing-key", tls = true)
    URI door;

    @Test
    void aCertificateCountsWhileItsKeyIsAmongTheInstitutions() throws Exception {
        StaffMember second = StaffMember.join("clearing-certificates");
        HttpClient hebei = client(true);
        assertThat(get(hebei).statusCode()).as("a key that nobody registered").isEqualTo(401);
        String publicKey = Base64.getEncoder()
                .encodeToString(store("client.p12")
                        .getCertificate("client")
                        .getPublicKey()
                        .getEncoded());
        decide(
                second,
                Map.of(
                        "kind", "SIGNING_KEY",
                        "validFrom", TODAY.toString(),
                        "content",
                                Map.of(
                                        "institution",
                                        "HEBEI",
                                        "version",
                                        20,
                                        "algorithm",
                                        "ES256",
                                        "publicKey",
                                        publicKey)));
        HttpResponse<String> seen = get(hebei);
        assertThat(seen.statusCode()).isEqualTo(200);
        assertThat(seen.body()).contains("HEBEI-20").doesNotContain("TIANJIN");
        assertThat(get(client(false)).statusCode()).as("without a certificate").isEqualTo(401);
        decide(
                second,
                Map.of("kind", "SIGNING_KEY", "subject", "HEBEI-20", "validFrom", TODAY.toString(), "ends", true));
        assertThat(get(hebei).statusCode()).as("a key that ended").isEqualTo(401);
    }

    private static void decide(StaffMember second, Map<String, Object> change) {
        int asked = StaffMember.first()
                .asks()
                .body(Map.of("reason", "certificates", "changes", List.of(change)))
                .post("/clearing/v1/rules/proposals")
                .then()
                .statusCode(202)
                .extract()
                .path("approvalId");
        second.approves(asked).statusCode(200);
    }

    private HttpResponse<String> get(HttpClient client) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(door).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpClient client(boolean withCertificate) throws GeneralSecurityException, IOException {
        KeyManager[] own = {};
        if (withCertificate) {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store("client.p12"), PASSWORD);
            own = keys.getKeyManagers();
        }
        KeyStore server = KeyStore.getInstance("PKCS12");
        server.load(null, null);
        server.setCertificateEntry("server", store("server.p12").getCertificate("server"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(server);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private static KeyStore store(String name) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = CertificateTest.class.getResourceAsStream("/tls/" + name)) {
            store.load(in, PASSWORD);
        }
        return store;
    }
}
