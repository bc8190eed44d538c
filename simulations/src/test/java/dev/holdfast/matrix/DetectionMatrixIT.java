package dev.holdfast.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backend.defects.Defect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every defect is caught under its own name, and a sound backend is accused of nothing. */
final class DetectionMatrixIT {

  private static final int SIDE_BY_SIDE = 2;
  private static final int LEAST_CLEAN = 30_000;

  @TempDir Path folder;

  @Test
  @Tag("long")
  void someDefectsOfEveryKindAreCaught() throws Exception {
    List<DetectionCase> some =
        List.of(
            DetectionCase.of(Defect.TORN_CONTEXT),
            DetectionCase.of(Defect.SPLIT_SESSION),
            DetectionCase.of(Defect.REPEATED_TOOL_CALL),
            DetectionCase.of(Defect.HISTORY_WINDOW));

    assertAllCaught(DetectionMatrix.run(some, folder, SIDE_BY_SIDE));
  }

  /** Those that {@code matrix.defects} names, such as {@code cut-answer,gives-up-newest}. */
  @Test
  @Tag("matrix-rows")
  void theNamedDefectsAreCaught() throws Exception {
    List<DetectionCase> named =
        Arrays.stream(System.getProperty("matrix.defects", "").split(",", -1))
            .map(id -> DetectionCase.of(Defect.of(id.trim()).orElseThrow()))
            .toList();

    List<Detection> detections = DetectionMatrix.run(named, folder, 1);

    assertAllCaught(detections);
  }

  @Test
  @Tag("matrix")
  void everyDefectIsCaughtAndASoundBackendIsAccusedOfNothing() throws Exception {
    List<Detection> detections = DetectionMatrix.run(DetectionCase.all(), folder, SIDE_BY_SIDE);
    CleanRun clean = CleanRun.of(folder.resolve("clean"), List.of("holdfast.duration=160s"));
    List<String> falseTrends = falseTrends();

    Path docs = Path.of(System.getProperty("dev.holdfast.docs"));
    MatrixReport report = new MatrixReport(detections, clean, falseTrends);
    Files.writeString(docs.resolve("detection-matrix.md"), report.markdown());
    Files.writeString(docs.resolve("detection-matrix.html"), report.html());

    assertAllCaught(detections);
    assertThat(clean.anomalies()).isZero();
    assertThat(falseTrends).as("trends seen on a sound backend").isEmpty();
    assertThat(clean.judged()).isGreaterThanOrEqualTo(LEAST_CLEAN);
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

  private static void assertAllCaught(List<Detection> detections) {
    assertThat(detections)
        .allSatisfy(
            detection -> {
              assertThat(detection.caught()).as(detection.toString()).isTrue();
              assertThat(detection.strangers()).as(detection.toString()).isEmpty();
            });
  }
}
