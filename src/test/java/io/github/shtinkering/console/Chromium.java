package io.github.shtinkering.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.apache.flink.util.FileUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.print.PrintOptions;
import org.openqa.selenium.support.ui.FluentWait;

/** A real browser without a window, for the tests of one class; without one they are skipped, and say so. */
public final class Chromium implements BeforeAllCallback, AfterAllCallback {
    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private @Nullable ChromeDriver driver;
    private @Nullable Path profile;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        assumeTrue(
                Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER),
                "no browser to test the console with: apt-get install chromium chromium-driver");
        profile = Files.createTempDirectory("console-browser");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER.toFile());
        options.setCapability("goog:loggingPrefs", logs);
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--lang=en",
                "--window-size=1280,900",
                "--user-data-dir=" + profile);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .build();
        driver = new ChromeDriver(service, options);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (driver != null) {
            driver.quit();
        }
        if (profile != null) {
            FileUtils.deleteDirectory(profile.toFile());
        }
    }

    public void open(String url) {
        browser().get(url);
    }

    /** As wide as this, in CSS pixels, and light or dark. */
    public void look(int width, int height, String colours) {
        browser()
                .executeCdpCommand(
                        "Emulation.setDeviceMetricsOverride",
                        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        browser()
                .executeCdpCommand(
                        "Emulation.setEmulatedMedia",
                        Map.of(
                                "media",
                                "",
                                "features",
                                List.of(
                                        Map.of("name", "prefers-color-scheme", "value", colours),
                                        Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    /** As a printer sees it that prints what is on a dark screen. */
    public void lookOnPaper() {
        browser()
                .executeCdpCommand(
                        "Emulation.setEmulatedMedia",
                        Map.of(
                                "media",
                                "print",
                                "features",
                                List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
    }

    /** The pages as a PDF. */
    public byte[] printed() {
        return Base64.getDecoder().decode(browser().print(new PrintOptions()).getContent());
    }

    public List<WebElement> all(String selector) {
        return browser().findElements(By.cssSelector(selector));
    }

    public WebElement the(String selector) {
        return await(() -> all(selector).stream().findFirst().orElse(null));
    }

    /** The texts of all such elements as a person reads them. */
    public List<String> texts(String selector) {
        return await(() -> all(selector).stream().map(WebElement::getText).toList());
    }

    /** Waits until an answer is neither null nor false; a page that changes meanwhile is looked at again. */
    public <T> T await(java.util.function.Supplier<@Nullable T> condition) {
        return Objects.requireNonNull(new FluentWait<>(this)
                .withTimeout(PATIENCE)
                .pollingEvery(Duration.ofMillis(50))
                .ignoring(StaleElementReferenceException.class)
                .until(ignored -> condition.get()));
    }

    void press(CharSequence... keys) {
        Actions actions = new Actions(browser());
        for (CharSequence key : keys) {
            actions = actions.sendKeys(key);
        }
        actions.perform();
    }

    WebElement focused() {
        return browser().switchTo().activeElement();
    }

    @Nullable
    public Object run(String script) {
        return browser().executeScript(script);
    }

    String path() {
        return Objects.requireNonNull(browser().getCurrentUrl()).replaceFirst("^http://[^/]+", "");
    }

    /** What the browser complained of since it was asked last: errors, and what the content policy forbade. */
    public List<String> complaints() {
        return browser().manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    void screenshot(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, browser().getScreenshotAs(OutputType.BYTES));
    }

    /** Fails when axe-core finds a serious or critical fault in the page as it is. */
    public void assertAccessible(String page) throws IOException {
        try (InputStream axe = Chromium.class.getResourceAsStream("/axe.min.js")) {
            browser().executeScript(new String(Objects.requireNonNull(axe).readAllBytes(), StandardCharsets.UTF_8));
        }
        Object found = browser()
                .executeAsyncScript("const done = arguments[arguments.length - 1];"
                        + "axe.run(document, {resultTypes: ['violations']})"
                        + ".then(r => done(JSON.stringify(r.violations)), e => done(String(e)));");
        assertThat(serious(String.valueOf(found)))
                .as("serious faults of %s", page)
                .isEmpty();
    }

    private static List<String> serious(String violations) throws JsonProcessingException {
        JsonNode list = JSON.readTree(violations);
        return java.util.stream.StreamSupport.stream(list.spliterator(), false)
                .filter(fault -> fault.path("impact").asText().matches("serious|critical"))
                .map(fault -> fault.path("id").asText() + ": "
                        + fault.at("/nodes/0/html").asText() + " "
                        + fault.at("/nodes/0/failureSummary").asText())
                .toList();
    }

    private ChromeDriver browser() {
        return Objects.requireNonNull(driver);
    }
}
