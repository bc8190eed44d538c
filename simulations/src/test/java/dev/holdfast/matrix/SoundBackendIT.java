package dev.holdfast.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The other half of the matrix: a backend without defects is accused of nothing. */
@Tag("matrix")
@Tag("matrix-sound")
final class SoundBackendIT {

  private static final int LEAST_JUDGED = 30_000;

  @TempDir Path folder;

  @Test
  void nothingIsNamed() throws Exception {
    CleanRun clean =
        CleanRun.of(
            folder.resolve("clean"),
            List.of("holdfast.duration=200s", "holdfast.warm-up.most=60s"));
    List<String> trends = falseTrends();

    Path docs = Path.of(System.getProperty("dev.holdfast.docs"));
    Files.writeString(docs.resolve("sound-backend.md"), markdown(clean, trends));
    assertThat(clean.anomalies()).isZero();
    assertThat(trends).as("trends seen on a sound backend").isEmpty();
    assertThat(clean.judged()).isGreaterThanOrEqualTo(LEAST_JUDGED);
  }

  /** The trends that are found where there is no defect: their objectives must be met there. */
  private List<String> falseTrends() throws Exception {
    List<String> found = new ArrayList<>();
    for (DetectionCase trend : DetectionCase.trends()) {
      CleanRun sound = CleanRun.of(folder.resolve("sound-" + trend.defect().id()), trend.load());
      if (sound.missed().contains(trend.expected())) {
        found.add(trend.expected());
      }
    }
    return found;
  }

  private static String markdown(CleanRun clean, List<String> trends) {
    return String.format(
        Locale.ROOT,
        """
        # A sound backend

        On the mock backend without defects the whole gate judged %,d reconnections and named %d anomalies; its verdict was %s.
        Under each load that shows a trend in the [detection matrix](detection-matrix.md), without its defect: %s.
        Made by `mvn verify -Pmatrix`, or by itself by `mvn verify -Pmatrix-sound`.
        """,
        clean.judged(),
        clean.anomalies(),
        clean.verdict(),
        trends.isEmpty()
            ? "no objective was missed"
            : String.join(", ", trends) + " missed, though nothing was wrong");
  }
}
