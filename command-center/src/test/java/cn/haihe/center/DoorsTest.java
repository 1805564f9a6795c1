package cn.haihe.center;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import cn.haihe.center.access.audit.Audited;
import cn.haihe.center.access.audit.ChangesNothing;
import cn.haihe.center.feed.FeedDoor;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.security.Authenticated;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.websockets.next.WebSocket;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.junit.jupiter.api.Test;

/** Every door of the hub, of whichever room: who may come in, what leaves a record, what a browser is told. */
@QuarkusTest
class DoorsTest {
    private static final List<Class<? extends Annotation>> WHO_MAY =
            List.of(RolesAllowed.class, PermitAll.class, Authenticated.class, DenyAll.class);
    private static final List<JavaClass> HUB = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("cn.haihe.center").stream()
                    .toList();

    @Test
    void everyDoorSaysWhoMayComeIn() {
        assertThat(doors().filter(door -> WHO_MAY.stream().noneMatch(who -> says(door, who))))
                .isEmpty();
        assertThat(HUB.stream()
                        .filter(type -> type.isAnnotatedWith(WebSocket.class))
                        .filter(type -> !type.isAnnotatedWith(RolesAllowed.class)))
                .isEmpty();
        assertThat(doors().count()).isGreaterThan(30);
    }

    @Test
    void aDoorThatForgotToSayIsShut() {
        assertThat(ConfigProvider.getConfig()
                        .getValue("quarkus.security.jaxrs.deny-unannotated-endpoints", Boolean.class))
                .isTrue();
    }

    /** Feeds are counted by record instead, and travellers change nothing. */
    @Test
    void everyActLeavesARecord() {
        assertThat(doors().filter(DoorsTest::acts)
                        .filter(door -> !door.isAnnotatedWith(Audited.class))
                        .filter(door -> !door.isAnnotatedWith(FeedDoor.class))
                        .filter(door -> !door.isAnnotatedWith(ChangesNothing.class))
                        .filter(door -> !door.getOwner().isAnnotatedWith(PermitAll.class)))
                .isEmpty();
    }

    /** Otherwise whoever hangs up in time acts without a record. */
    @Test
    void noActEndsWhenItsClientHangsUp() {
        assertThat(doors().filter(door -> door.isAnnotatedWith(Audited.class))
                        .filter(door -> !door.isAnnotatedWith(Cancellable.class)
                                || door.getAnnotationOfType(Cancellable.class).value()))
                .isEmpty();
    }

    @Test
    void pagesRunNoScriptButTheHubsOwn() {
        for (String path : List.of("/", "/console/main.js", "/pocket/v1/nothing-here")) {
            given().get(path)
                    .then()
                    .header("Content-Security-Policy", containsString("default-src 'self'"))
                    .header(
                            "Content-Security-Policy",
                            allOf(containsString("frame-ancestors 'none'"), not(containsString("unsafe"))))
                    .header("X-Content-Type-Options", equalTo("nosniff"))
                    .header("Referrer-Policy", equalTo("no-referrer"));
        }
        given().get("/q/swagger-ui/").then().statusCode(200).header("Content-Security-Policy", nullValue());
    }

    @Test
    void browsersAskWhetherTheConsoleChanged() {
        for (String path : List.of("/", "/console/main.js")) {
            given().get(path).then().statusCode(200).header("Cache-Control", equalTo("no-cache"));
        }
        given().get("/webjars/ol/ol.css").then().statusCode(200).header("Cache-Control", containsString("max-age"));
    }

    private static Stream<JavaMethod> doors() {
        return HUB.stream()
                .filter(type -> type.isAnnotatedWith(Path.class))
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isMetaAnnotatedWith(HttpMethod.class));
    }

    private static boolean says(JavaMethod door, Class<? extends Annotation> who) {
        return door.isAnnotatedWith(who) || door.getOwner().isAnnotatedWith(who);
    }

    private static boolean acts(JavaMethod door) {
        return Stream.of("POST", "PUT", "DELETE", "PATCH")
                .anyMatch(method -> door.isAnnotatedWith("jakarta.ws.rs." + method));
    }
}
