package dev.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A panel that asks for what no run tells is empty for ever, and nobody is warned. */
class DashboardTest {

  private static final File DASHBOARD = new File("../deploy/grafana/holdfast-soak.json");

  /** One metric that is asked for, with the labels that it must have. */
  private static final Pattern SELECTOR = Pattern.compile("(holdfast_\\w+)(?:\\{([^}]*)\\})?");

  private static final String TOLD =
      OpenMetricsText.of(SampleRuns.broken(), SampleAssessments.FAIL);

  @ParameterizedTest
  @MethodSource("queries")
  void everyQueryFindsWhatARunTells(String query) {
    assertThat(unanswered(query)).as(query).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "holdfast_continuity{run=~\"$run\"}",
        "holdfast_latency_seconds{run=~\"$run\",phase=\"restored\"}",
        "deriv(holdfast_reconnections_judged{scenario=\"soak\"}[1m])",
      })
  void aQueryForWhatNoRunTellsIsSeen(String query) {
    assertThat(unanswered(query)).isNotEmpty();
  }

  @Test
  void everyPanelAsksForSomething() throws IOException {
    assertThat(new ObjectMapper().readTree(DASHBOARD).get("panels"))
        .isNotEmpty()
        .allSatisfy(panel -> assertThat(panel.findValuesAsText("expr")).isNotEmpty());
  }

  private static Stream<String> queries() throws IOException {
    JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD);
    List<String> all = new ArrayList<>(dashboard.findValuesAsText("expr"));
    dashboard
        .at("/templating/list")
        .forEach(variable -> all.add(variable.at("/query/query").asText()));
    return all.stream().filter(query -> !query.isEmpty());
  }

  private static List<String> unanswered(String query) {
    return SELECTOR
        .matcher(query)
        .results()
        .filter(selector -> TOLD.lines().noneMatch(line -> answers(line, selector)))
        .map(MatchResult::group)
        .toList();
  }

  private static boolean answers(String line, MatchResult selector) {
    return line.startsWith(selector.group(1) + "{")
        && (selector.group(2) == null
            || Arrays.stream(selector.group(2).split(","))
                .allMatch(
                    label ->
                        label.contains("=~")
                            ? line.contains(label.substring(0, label.indexOf('=')) + "=\"")
                            : line.contains(label)));
  }
}
