package dev.holdfast.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricLineTest {

  @Test
  void whatIsWrittenIsWhatIsRead() {
    String awkward = "a \"b\" \\ c, d}\ne";

    String line = MetricLine.of("up_total").with("proxy", awkward).with("kind", "x").value(7);

    assertThat(PrometheusText.parse(line))
        .containsExactly(new MetricSample("up_total", Map.of("proxy", awkward, "kind", "x"), 7));
  }

  @Test
  void aSampleMayHaveNoLabels() {
    assertThat(MetricLine.of("up").value(1)).isEqualTo("up 1\n");
  }
}
