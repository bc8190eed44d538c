package dev.holdfast.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.report.SampleRuns;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

  @Test
  void mergingKeepsEveryReconnectionAnomalyAndTheWholeTime() {
    RunRecord soak = SampleRuns.soak();

    List<Timeline.Span> spans = Timeline.of(soak.intervals(), 100);

    assertThat(spans).hasSizeBetween(50, 100);
    assertThat(spans.stream().mapToLong(span -> span.tally().planned()).sum()).isEqualTo(1_200_000);
    assertThat(
            spans.stream()
                .mapToLong(span -> span.anomalies().getOrDefault(Anomaly.LATE_RESTORE, 0L))
                .sum())
        .isEqualTo(37);
    assertThat(spans.get(0).fromMillis()).isZero();
    assertThat(spans.get(spans.size() - 1).toMillis()).isEqualTo(soak.durationMillis());
  }

  @Test
  void mergingKeepsEveryEvent() {
    RunRecord soak = SampleRuns.soak();

    List<Timeline.Span> spans = Timeline.of(soak.intervals(), 100);

    for (String event : List.of("reset", "backend-killed", "backend-ready")) {
      assertThat(spans.stream().mapToLong(span -> span.events().getOrDefault(event, 0L)).sum())
          .as(event)
          .isEqualTo(soak.events().get(event))
          .isPositive();
    }
  }

  @Test
  void fewIntervalsStayAsTheyAre() {
    assertThat(Timeline.of(SampleRuns.clean().intervals(), 500)).hasSize(24);
  }

  @Test
  void noIntervalsAreNoSpans() {
    assertThat(Timeline.of(List.of(), 500)).isEmpty();
  }
}
