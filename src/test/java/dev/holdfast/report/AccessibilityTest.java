package dev.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.capacity.SampleCapacity;
import dev.holdfast.history.RunFiles;
import dev.holdfast.history.RunIndex;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.report.capacity.CapacityReport;
import dev.holdfast.report.page.LoggedLatencies;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every page holds axe's rules of accessibility, wide and narrow, light and dark. */
class AccessibilityTest {

  /** What axe objects to, with the first element of each. */
  private static final String VIOLATIONS =
      """
      document.querySelectorAll('details').forEach(each => { each.open = true; });
      return axe.run().then(found => found.violations.map(
          each => each.id + ': ' + each.nodes.length + ' × ' + each.nodes[0].html.slice(0, 200)
              + ' ' + each.nodes[0].failureSummary));
      """;

  @TempDir static Path root;

  private static @Nullable Browser opened;
  private static String axe = "";

  @BeforeAll
  static void writePagesAndOpen() throws IOException {
    assumeTrue(
        Browser.isThere(),
        "skipped: no /usr/bin/chromium and /usr/bin/chromedriver (apt-get install chromium"
            + " chromium-driver)");
    report("pass", SampleRuns.clean(), SampleAssessments.PASS);
    report("fail", SampleRuns.broken(), SampleAssessments.FAIL);
    report("invalid", SampleRuns.unreachable(), SampleAssessments.INVALID);
    CapacityReport.record(root.resolve("found"), SampleCapacity.found(1));
    CapacityReport.plan(root.resolve("found"), SampleCapacity.quarterOfAMillion());
    RunIndex.write(root);
    try (InputStream script = AccessibilityTest.class.getResourceAsStream("/axe.min.js")) {
      axe =
          new String(
              Objects.requireNonNull(script, "no axe on the class path").readAllBytes(),
              StandardCharsets.UTF_8);
    }
    opened = Browser.open();
  }

  @AfterAll
  static void close() {
    if (opened != null) {
      opened.close();
    }
  }

  @ParameterizedTest(name = "{0} at {1} px, dark: {2}")
  @CsvSource({
    "pass/continuity.html, 1400, false",
    "fail/continuity.html, 1400, false",
    "fail/continuity.html, 400, true",
    "invalid/continuity.html, 1400, true",
    "invalid/continuity.html, 400, false",
    "found/capacity.html, 1400, false",
    "found/capacity.html, 400, true",
    "found/plan.html, 1400, true",
    "found/plan.html, 400, false",
    "index.html, 1400, false",
    "index.html, 400, true"
  })
  void holdsEveryRule(String page, int width, boolean dark) {
    Browser browser = browser();
    browser.dark(dark);
    browser.show(root.resolve(page), width);

    assertThat(violations(browser)).isEmpty();
  }

  @Test
  void seesWhatNobodyCouldRead() {
    Browser browser = browser();
    browser.dark(false);
    browser.show(root.resolve("pass").resolve(RunFiles.PAGE), 1400);
    browser.run(
        "document.querySelector('.meaning').style.color = 'rgb(200, 230, 215)';"
            + " document.getElementById('theme').textContent = '';"
            + " document.getElementById('theme').removeAttribute('aria-label')");

    assertThat(violations(browser))
        .anyMatch(each -> each.startsWith("color-contrast"))
        .anyMatch(each -> each.startsWith("button-name"));
  }

  private static List<String> violations(Browser browser) {
    browser.run(axe);
    return ((List<?>) browser.run(VIOLATIONS)).stream().map(String::valueOf).toList();
  }

  private static Browser browser() {
    return Objects.requireNonNull(opened, "the browser is opened before all tests");
  }

  private static void report(String folder, RunRecord run, Assessment assessment)
      throws IOException {
    Path its = Files.createDirectories(root.resolve(folder));
    RunReportTest.log(its.resolve("intervals.hlog"), run);
    RunReport.write(its, run, assessment, LoggedLatencies.in(its, run.durationMillis()));
  }
}
