package dev.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.assessment.Assessment;
import dev.holdfast.history.RunFiles;
import dev.holdfast.history.RunIndex;
import dev.holdfast.history.RunIndexTest;
import dev.holdfast.measure.JournalOfAMillion;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.journal.RunJournal;
import dev.holdfast.report.page.LatencyOverTime;
import dev.holdfast.report.page.LoggedLatencies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages as a person opens them: from disk, in a browser, wide and narrow. */
class PageInBrowserTest {

  private static final Path PICTURES = Path.of("target", "pictures");
  private static final String CHARTS =
      "return [...document.querySelectorAll('.chart > div')].filter(d => d.querySelector('canvas')"
          + " && d.clientHeight > 100).length";
  private static final String WIDER_THAN_THE_WINDOW =
      "return document.documentElement.scrollWidth - document.documentElement.clientWidth";

  private static final long MOST_NODES = 10_000;
  private static final long MOST_CHARACTERS = 3_000_000;

  @TempDir static Path root;

  private static @Nullable Browser opened;

  @BeforeAll
  static void writeRunsAndOpen() throws IOException {
    assumeTrue(
        Browser.isThere(),
        "skipped: no /usr/bin/chromium and /usr/bin/chromedriver (apt-get install chromium"
            + " chromium-driver)");
    report(SampleRuns.clean(), SampleAssessments.PASS);
    report(SampleRuns.broken(), SampleAssessments.FAIL);
    report(SampleRuns.unreachable(), SampleAssessments.INVALID);
    RunRecord soak = SampleRuns.soak();
    report(soak, SampleAssessments.soak(soak));
    RunIndex.write(root);
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
  void opensFromDiskAsksForNothingAndDrawsItsCharts(int width) throws IOException {
    Browser browser = browser();
    browser.show(page(SampleRuns.broken()), width);

    assertThat(browser.console()).isEmpty();
    assertThat(browser.requests()).isEmpty();
    assertThat(browser.number(CHARTS)).isGreaterThanOrEqualTo(4);
    assertThat(browser.number(WIDER_THAN_THE_WINDOW)).isLessThanOrEqualTo(0);
    browser.picture(PICTURES.resolve("fail-" + width + ".png"));
  }

  @ParameterizedTest(name = "at {0} px")
  @ValueSource(ints = {1400, 400})
  void theIndexOpensFromDiskAndAsksForNothing(int width) throws IOException {
    Browser browser = browser();
    browser.show(root.resolve(RunIndex.PAGE), width);

    assertThat(browser.console()).isEmpty();
    assertThat(browser.requests()).isEmpty();
    assertThat(browser.number("return document.querySelectorAll('.runs tbody tr').length"))
        .isEqualTo(4);
    assertThat(browser.number(WIDER_THAN_THE_WINDOW)).isLessThanOrEqualTo(0);
    browser.picture(PICTURES.resolve("index-" + width + ".png"));
  }

  @Test
  void theIndexShowsOnlyTheChosenRuns() {
    Browser browser = browser();
    browser.show(root.resolve(RunIndex.PAGE), 1400);

    browser.run(
        "const e = document.getElementById('filter-verdict'); e.value = 'INVALID';"
            + " e.dispatchEvent(new Event('change'))");

    assertThat(
            browser.number(
                "return [...document.querySelectorAll('.runs tbody tr')]"
                    + ".filter(r => r.offsetHeight > 0).length"))
        .isEqualTo(1);
    assertThat(browser.run("return document.getElementById('shown').textContent"))
        .isEqualTo("1 of 4 runs");
    assertThat(browser.console()).isEmpty();
  }

  @Test
  void theLatencyChartsBeginWithThreePhases() {
    Browser browser = browser();
    browser.show(page(SampleRuns.broken()), 1400);

    assertThat(
            browser.run(
                "const s = echarts.getInstanceByDom(document.getElementById('chart-percentiles'))"
                    + ".getOption().legend[0].selected; return Object.keys(s).filter(k => s[k])"
                    + ".sort().join(', ')"))
        .isEqualTo("connect, lag, restore");
  }

  @ParameterizedTest(name = "at {0} px")
  @ValueSource(ints = {1400, 400})
  void theFirstChartShowsEachAnomalyInARowOfItsOwnBelowTheReturns(int width) {
    Browser browser = browser();
    browser.show(page(SampleRuns.broken()), width);

    assertThat(
            browser.run(
                "const o = echarts.getInstanceByDom(document.getElementById('chart-reconnections'))"
                    + ".getOption(); return o.yAxis[1].data.slice(0, 3).join(', ')"
                    + " + (o.grid[1].top >= o.grid[0].top + o.grid[0].height ? ' below' : ' over')"))
        .isEqualTo("lost-message, foreign-context, late-restore below");
    assertThat(browser.console()).isEmpty();
  }

  @Test
  void aStoryIsCopiedAsABugReport() {
    Browser browser = browser();
    browser.show(page(SampleRuns.broken()), 1400);
    browser.run(
        "window.copied = ''; navigator.clipboard.writeText = text => { window.copied = text;"
            + " return Promise.resolve(); };"
            + " document.querySelector('button.copy').click()");

    assertThat(browser.run("return window.copied"))
        .asString()
        .startsWith("## lost-message: ")
        .contains("\nowed      message m-0", "+152 ms  client to server: reconnected");
    assertThat(browser.run("return document.querySelector('button.copy').textContent"))
        .isEqualTo("Copied");
  }

  @Test
  void theThemeSwitchesAndTheChartsWithIt() throws IOException {
    Browser browser = browser();
    browser.show(page(SampleRuns.broken()), 1400);
    String colour = "return getComputedStyle(document.body).backgroundColor";
    Object before = browser.run(colour);

    browser.run("document.getElementById('theme').click()");

    assertThat(browser.run(colour)).isNotEqualTo(before);
    assertThat(browser.run("return document.documentElement.dataset.theme")).isEqualTo("dark");
    assertThat(browser.number(CHARTS)).isGreaterThanOrEqualTo(4);
    browser.picture(PICTURES.resolve("fail-dark.png"));
    browser.run("document.getElementById('theme').click()");
    assertThat(browser.console()).isEmpty();
  }

  @Test
  void theFilterShowsOnlyTheChosenPhaseAndCohorts() {
    Browser browser = browser();
    browser.show(page(SampleRuns.broken()), 1400);

    browser.run(
        "const set = (id, value) => { const e = document.getElementById(id); e.value = value;"
            + " e.dispatchEvent(new Event('change')); };"
            + " set('filter-phase', 'restore'); set('filter-cohort', 'gap=')");

    assertThat(
            browser.run(
                "return [...document.querySelectorAll('#latency-by-cohort tbody tr')]"
                    + ".filter(r => !r.hidden).map(r => r.dataset.phase + ' ' + r.dataset.dimension"
                    + " + ' ' + r.dataset.value).sort().join(', ')"))
        .isEqualTo("restore gap brief, restore gap extended, restore gap medium");
    assertThat(
            browser.run(
                "return echarts.getInstanceByDom(document.getElementById('chart-percentiles'))"
                    + ".getOption().series.map(s => s.name).sort().join(', ')"))
        .isEqualTo("brief, extended, medium");
    assertThat(browser.console()).isEmpty();
  }

  @Test
  void printsEveryStoryAndNoControl() throws IOException {
    Browser browser = browser();
    browser.show(page(SampleRuns.broken()), 1000);
    browser.printing(true);
    browser.run("window.dispatchEvent(new Event('beforeprint'))");

    assertThat(browser.number("return document.querySelectorAll('details:not([open])').length"))
        .isZero();
    assertThat(browser.run("return getComputedStyle(document.getElementById('theme')).display"))
        .isEqualTo("none");
    browser.picture(PICTURES.resolve("fail-print.png"));
    browser.printing(false);
  }

  @Test
  void hostileTextRunsNothing() throws IOException {
    Browser browser = browser();
    Path folder = root.resolve("hostile");
    RunReport.write(folder, HostileRun.run(), HostileRun.assessment(), new LatencyOverTime());
    browser.show(folder.resolve(RunFiles.PAGE), 400);

    assertThat(browser.console()).isEmpty();
    assertThat(browser.requests()).isEmpty();
    assertThat(browser.number("return document.querySelectorAll('img, iframe').length")).isZero();
    assertThat(browser.number(WIDER_THAN_THE_WINDOW)).isLessThanOrEqualTo(0);
  }

  @Test
  void eightHoursMakeALightPage() throws IOException {
    Browser browser = browser();
    browser.show(page(SampleRuns.soak()), 1400);

    assertLight(browser, "eight hours");
  }

  @Test
  void aMillionReconnectionsOfManyCohortsMakeALightPage() throws IOException {
    Path folder = root.resolve("a-million");
    JournalOfAMillion.write(folder, LatencyOverTime.BUCKETS);
    LatencyOverTime overTime = new LatencyOverTime();
    RunRecord run = RunJournal.read(folder, overTime::within);
    RunReport.write(folder, run, SampleAssessments.soak(run), overTime);
    assertThat(run.total().planned()).isEqualTo(JournalOfAMillion.RECONNECTIONS);
    Browser browser = browser();

    browser.show(folder.resolve(RunFiles.PAGE), 1400);

    assertLight(browser, "a million reconnections");
    assertThat(browser.number(CHARTS)).isGreaterThanOrEqualTo(4);
    assertThat(browser.console()).isEmpty();
  }

  @Test
  void theIndexOfTwoHundredRunsIsALightPage(@TempDir Path many) throws IOException {
    RunIndexTest.leaveMany(many, 200);
    RunIndex.write(many);
    Browser browser = browser();

    browser.show(many.resolve(RunIndex.PAGE), 1400);

    assertLight(browser, "200 runs");
    assertThat(browser.number("return document.querySelectorAll('.runs tbody tr').length"))
        .isEqualTo(200);
  }

  /**
   * What takes a browser its time is how much there is to build and to draw, whatever the machine
   * does beside. Keeps how long it took beside the pictures, for docs/performance.md.
   */
  private static void assertLight(Browser browser, String page) throws IOException {
    long nodes = browser.number("return document.querySelectorAll('*').length");
    long characters = browser.number("return document.documentElement.outerHTML.length");
    Files.createDirectories(PICTURES);
    Files.writeString(
        PICTURES.resolve("opened.csv"),
        page + "," + browser.millisUntilShown() + "," + nodes + "," + characters + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    assertThat(nodes).as("nodes of " + page).isBetween(1L, MOST_NODES);
    assertThat(characters).as("characters of " + page).isBetween(1L, MOST_CHARACTERS);
  }

  private static Browser browser() {
    if (opened == null) {
      throw new IllegalStateException("the browser is opened before all tests");
    }
    return opened;
  }

  private static void report(RunRecord run, Assessment assessment) throws IOException {
    Path folder = Files.createDirectories(root.resolve(run.identity().run()));
    RunReportTest.log(folder.resolve("intervals.hlog"), run);
    RunReport.write(folder, run, assessment, LoggedLatencies.in(folder, run.durationMillis()));
  }

  private static Path page(RunRecord run) {
    return root.resolve(run.identity().run()).resolve(RunFiles.PAGE);
  }
}
