package dev.holdfast.report;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium, without a window, that opens files and tells what it did. */
final class Browser implements AutoCloseable {

  private static final Path BINARY = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Whether this machine has one; for a condition of tests. */
  static boolean isThere() {
    return Files.isExecutable(BINARY) && Files.isExecutable(DRIVER);
  }

  static Browser open() {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BINARY.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--hide-scrollbars");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER.toFile())
            .usingAnyFreePort()
            .withEnvironment(Map.of("SE_OFFLINE", "true"))
            .build();
    ChromeDriver driver = new ChromeDriver(service, options);
    driver.manage().timeouts().pageLoadTimeout(Duration.ofMinutes(1));
    return new Browser(driver);
  }

  /** Opens a file at a width; its scripts have run and its charts are drawn when this returns. */
  void show(Path file, int width) {
    // Headless windows have a least width; the metrics of a device have none.
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 1_000, "deviceScaleFactor", 1, "mobile", width < 600));
    driver.manage().window().setSize(new Dimension(Math.max(width, 600), 1_000));
    driver.get(file.toUri().toString());
  }

  /**
   * From the request for the page that is open to its end: scripts have run, charts are drawn, and
   * something is painted.
   */
  long millisUntilShown() {
    return number(
        "const n = performance.getEntriesByType('navigation')[0];"
            + " const paint = performance.getEntriesByName('first-contentful-paint')[0];"
            + " return Math.ceil(Math.max(n.loadEventEnd, paint ? paint.startTime : 0)"
            + " - n.startTime)");
  }

  /** What a script returns. */
  Object run(String script) {
    return Objects.requireNonNullElse(((JavascriptExecutor) driver).executeScript(script), "");
  }

  long number(String script) {
    return ((Number) run(script)).longValue();
  }

  /** What the console says since it was last asked. */
  List<String> console() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** Every address that was asked for, other than of a file. */
  List<String> requests() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(LogEntry::getMessage)
        .filter(message -> message.contains("\"Network.requestWillBeSent\""))
        .map(message -> message.replaceAll("(?s).*\"request\":.*?\"url\":\"([^\"]*)\".*", "$1"))
        .filter(url -> !Objects.equals(URI.create(url.replace(' ', '+')).getScheme(), "file"))
        .filter(url -> !url.startsWith("data:"))
        .toList();
  }

  /** The whole page as an image. */
  void picture(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Object image =
        driver
            .executeCdpCommand(
                "Page.captureScreenshot", Map.of("captureBeyondViewport", true, "format", "png"))
            .get("data");
    Files.write(
        file,
        OutputType.BYTES.convertFromBase64Png(
            String.valueOf(Objects.requireNonNull(image, "no screenshot"))));
  }

  /** Whether pages are to be shown as by a system that is set to dark. */
  void dark(boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  /** Switches to how the page prints, or back to the screen. */
  void printing(boolean print) {
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", print ? "print" : ""));
  }

  /** The page as it prints on A4. */
  void pdf(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Object printed =
        driver
            .executeCdpCommand(
                "Page.printToPDF",
                Map.of("paperWidth", 8.27, "paperHeight", 11.69, "printBackground", false))
            .get("data");
    Files.write(file, Base64.getDecoder().decode(String.valueOf(printed)));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
