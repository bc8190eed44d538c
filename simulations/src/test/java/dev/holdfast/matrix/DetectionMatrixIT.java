package dev.holdfast.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backend.defects.Defect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every defect is caught under its own name. */
final class DetectionMatrixIT {

  private static final int SIDE_BY_SIDE = 2;

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

    Path document = document();
    Files.writeString(
        document, MatrixReport.read(Files.readString(document)).with(detections).markdown());
    assertAllCaught(detections);
  }

  @Test
  @Tag("matrix")
  void everyDefectIsCaught() throws Exception {
    List<Detection> detections = DetectionMatrix.run(DetectionCase.all(), folder, SIDE_BY_SIDE);

    Files.writeString(document(), MatrixReport.of(detections).markdown());
    assertAllCaught(detections);
  }

  private static Path document() {
    return Path.of(System.getProperty("dev.holdfast.docs"), "detection-matrix.md");
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
