package dev.holdfast.matrix;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs many detections, a few side by side: each is a process that mostly waits. */
final class DetectionMatrix {

  private DetectionMatrix() {}

  /**
   * Runs all cases.
   *
   * @param folder holds a folder for each
   * @param sideBySide how many at once, at least 1
   * @return in the order of the cases
   */
  static List<Detection> run(List<DetectionCase> cases, Path folder, int sideBySide)
      throws InterruptedException, ExecutionException {
    ExecutorService runners = Executors.newFixedThreadPool(sideBySide);
    try {
      List<Future<Detection>> pending = new ArrayList<>();
      for (DetectionCase each : cases) {
        pending.add(
            runners.submit(() -> DetectionRun.of(each, folder.resolve(each.defect().id()))));
      }
      List<Detection> detections = new ArrayList<>();
      for (Future<Detection> detection : pending) {
        detections.add(detection.get());
      }
      return detections;
    } finally {
      runners.shutdownNow();
    }
  }
}
