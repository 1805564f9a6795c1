package cn.haihe.center.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A real Chromium for tests. Where there is none, the test is skipped with its reason, or fails if
 * {@code HAIHE_REQUIRE_BROWSER} is true, as {@code ops/test.sh} and CI have it.
 */
final class TestBrowser implements AutoCloseable {
    private static final List<String> USUAL_PLACES =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage");

    private final Playwright playwright;
    private final Browser browser;

    private TestBrowser(Path chromium) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setHeadless(true)
                        .setArgs(FLAGS));
    }

    static TestBrowser open() {
        Optional<Path> chromium = Stream.concat(
                        Stream.ofNullable(System.getenv("HAIHE_CHROMIUM")), USUAL_PLACES.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        if (chromium.isEmpty()) {
            String reason = "no Chromium here: install one or name it in HAIHE_CHROMIUM";
            if (Boolean.parseBoolean(System.getenv("HAIHE_REQUIRE_BROWSER"))) {
                Assertions.fail(reason);
            }
            Assumptions.abort(reason);
        }
        return new TestBrowser(chromium.get());
    }

    Browser get() {
        return browser;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
