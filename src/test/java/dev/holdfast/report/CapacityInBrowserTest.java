package dev.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.capacity.SampleCapacity;
import dev.holdfast.history.RunFiles;
import dev.holdfast.report.capacity.CapacityReport;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages on capacity as a person opens and prints them. */
class CapacityInBrowserTest {

  private static final Path PICTURES = Path.of("target", "pictures");
  private static final String CHARTS =
      "return [...document.querySelectorAll('.chart > div')].filter(d => d.querySelector('canvas')"
          + " && d.clientHeight > 100).length";
  private static final String WIDER_THAN_THE_WINDOW =
      "return document.documentElement.scrollWidth - document.documentElement.clientWidth";

  @TempDir static Path root;

  private static @Nullable Browser opened;

  @BeforeAll
  static void writePagesAndOpen() throws IOException {
    assumeTrue(
        Browser.isThere(),
        "skipped: no /usr/bin/chromium and /usr/bin/chromedriver (apt-get install chromium"
            + " chromium-driver)");
    CapacityReport.record(root.resolve("found"), SampleCapacity.found(1));
    CapacityReport.record(root.resolve("saturated"), SampleCapacity.saturated());
    CapacityReport.plan(root.resolve("found"), SampleCapacity.quarterOfAMillion());
    opened = Browser.open();
  }

  @AfterAll
  static void close() {
    if (opened != null) {
      opened.close();
    }
  }

  @ParameterizedTest(name = "at {0} px")
  @ValueSource(ints = {1400, 400})
  void capacityAndPlanOpenFromDiskAskForNothingAndFit(int width) throws IOException {
    Browser browser = browser();
    for (String page : new String[] {RunFiles.CAPACITY_PAGE, CapacityReport.PLAN}) {
      browser.show(root.resolve("found").resolve(page), width);

      assertThat(browser.console()).isEmpty();
      assertThat(browser.requests()).isEmpty();
      assertThat(browser.number(WIDER_THAN_THE_WINDOW)).isLessThanOrEqualTo(0);
      browser.picture(PICTURES.resolve(page.replace(".html", "") + "-" + width + ".png"));
      browser.run("document.getElementById('theme').click()");
      browser.picture(PICTURES.resolve(page.replace(".html", "") + "-dark-" + width + ".png"));
      browser.run("document.getElementById('theme').click()");
    }
  }

  @Test
  void drawsBothSearchesWithLimitKneeLawAndBand() {
    Browser browser = browser();
    browser.show(root.resolve("found").resolve(RunFiles.CAPACITY_PAGE), 1400);

    assertThat(browser.number(CHARTS)).isEqualTo(4);
    assertThat(
            browser.run(
                "return echarts.getInstanceByDom(document.getElementById('throughput-sessions'))"
                    + ".getOption().series.map(s => s.name).join(', ')"))
        .asString()
        .contains("held", "broke", "scalability law", "95 % band");
    assertThat(
            browser.run(
                "return echarts.getInstanceByDom(document.getElementById('latency-sessions'))"
                    + ".getOption().series[0].markLine.data.map(l => l.name).join(', ')"))
        .asString()
        .contains("limit", "promise");
  }

  @Test
  void aRunWithoutAFigureOpensToo() throws IOException {
    Browser browser = browser();
    browser.show(root.resolve("saturated").resolve(RunFiles.CAPACITY_PAGE), 1400);

    assertThat(browser.console()).isEmpty();
    browser.picture(PICTURES.resolve("capacity-saturated.png"));
  }

  @Test
  void printsOnPaperWithoutControls() throws IOException {
    Browser browser = browser();
    browser.show(root.resolve("found").resolve(RunFiles.CAPACITY_PAGE), 1000);
    browser.pdf(PICTURES.resolve("capacity.pdf"));
    browser.printing(true);

    assertThat(browser.run("return getComputedStyle(document.getElementById('theme')).display"))
        .isEqualTo("none");
    assertThat(browser.number(CHARTS)).isEqualTo(4);
    browser.printing(false);
  }

  private static Browser browser() {
    if (opened == null) {
      throw new IllegalStateException("the browser is opened before all tests");
    }
    return opened;
  }
}
