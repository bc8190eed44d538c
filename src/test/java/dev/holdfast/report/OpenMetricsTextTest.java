package dev.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OpenMetricsTextTest {

  private static final String LABEL = "[a-z_]+=\"(?:[^\"\\\\\n]++|\\\\[\\\\\"n])*+\"";
  private static final String SAMPLE =
      "[a-z_][a-z0-9_]*\\{" + LABEL + "(?:," + LABEL + ")*\\} (?:NaN|-?[0-9.]+(?:E-?[0-9]+)?)";
  private static final String META = "# (?:TYPE|UNIT|HELP) [a-z_][a-z0-9_]* .+";

  @Test
  void everyLineIsOpenMetricsAndTheLastEndsIt() {
    for (String text :
        List.of(
            OpenMetricsText.of(SampleRuns.broken(), SampleAssessments.FAIL),
            OpenMetricsText.of(SampleRuns.unreachable(), SampleAssessments.INVALID),
            OpenMetricsText.of(HostileRun.run(), HostileRun.assessment()))) {
      List<String> lines = text.lines().toList();
      assertThat(lines.get(lines.size() - 1)).isEqualTo("# EOF");
      assertThat(lines.subList(0, lines.size() - 1))
          .allSatisfy(line -> assertThat(line).matches(SAMPLE + "|" + META));
      assertThat(text).doesNotContain(HostileRun.TOKEN);
    }
  }

  @Test
  void tellsTheFinalFigures() {
    String run = "run=\"release-gate-20261120151010\"";

    assertThat(OpenMetricsText.of(SampleRuns.broken(), SampleAssessments.FAIL).lines())
        .contains(
            "holdfast_verdict{" + run + ",holdfast_verdict=\"FAIL\"} 1",
            "holdfast_verdict{" + run + ",holdfast_verdict=\"PASS\"} 0",
            "holdfast_anomalies{" + run + ",anomaly=\"lost-message\"} 41",
            "holdfast_anomalies{" + run + ",anomaly=\"blocked\"} 0",
            "holdfast_events{" + run + ",event=\"backend-killed\"} 1",
            "holdfast_reconnections_judged{" + run + ",outcome=\"broken\"} 54",
            "holdfast_objective_met{"
                + run
                + ",objective=\"token-refresh\",standing=\"NOT_PROVEN\"} 0",
            "holdfast_continuity_ratio{" + run + "} 0.9973");
  }

  @Test
  void everyFamilyIsDeclaredOnce() {
    assertThat(
            OpenMetricsText.of(SampleRuns.broken(), SampleAssessments.FAIL)
                .lines()
                .filter(line -> line.startsWith("# TYPE ")))
        .doesNotHaveDuplicates();
  }
}
