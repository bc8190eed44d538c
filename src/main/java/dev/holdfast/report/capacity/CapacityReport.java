package dev.holdfast.report.capacity;

import dev.holdfast.capacity.RecordedSearch;
import dev.holdfast.capacity.plan.CapacityJson;
import dev.holdfast.capacity.plan.CapacityPlan;
import dev.holdfast.capacity.plan.CapacityPlanner;
import dev.holdfast.capacity.plan.CapacityRun;
import dev.holdfast.capacity.plan.PlanRequest;
import dev.holdfast.history.RunFiles;
import dev.holdfast.measure.files.AtomicFile;
import dev.holdfast.measure.files.RegularFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a capacity run and plans made from it leave in the run's folder. */
public final class CapacityReport {

  /** A plan for people; {@code plan.md} and {@code plan.csv} say the same. */
  public static final String PLAN = "plan.html";

  /** Bytes of a record: far more than any has. */
  private static final int LARGEST_RECORD = 64 << 20;

  private CapacityReport() {}

  /**
   * Records a run and writes its page.
   *
   * @param folder the run's; made if absent
   * @throws IOException if a file cannot be written
   */
  public static void record(Path folder, CapacityRun run) throws IOException {
    Files.createDirectories(folder);
    AtomicFile.write(folder.resolve(RunFiles.CAPACITY), CapacityJson.write(run));
    report(folder);
  }

  /**
   * Writes the page of a recorded run again.
   *
   * @param folder the run's
   * @throws IOException if its record cannot be read or the page not be written
   * @throws IllegalArgumentException if its record makes no sense
   */
  public static void report(Path folder) throws IOException {
    AtomicFile.write(
        folder.resolve(RunFiles.CAPACITY_PAGE),
        CapacityPage.of(read(folder), RunFiles.isRun(folder)));
  }

  /**
   * The run that a folder recorded.
   *
   * @throws IOException if there is none
   * @throws IllegalArgumentException if its record makes no sense
   */
  public static CapacityRun read(Path folder) throws IOException {
    return CapacityJson.read(RegularFile.text(folder.resolve(RunFiles.CAPACITY), LARGEST_RECORD));
  }

  /**
   * What a run measured before it ended, however early.
   *
   * @param folder the run's
   * @return empty if no level was measured
   * @throws UncheckedIOException if there is a record that cannot be read
   */
  public static List<RecordedSearch> searches(Path folder) {
    if (!Files.exists(folder.resolve(RunFiles.CAPACITY))) {
      return List.of();
    }
    try {
      return read(folder).searches();
    } catch (IOException e) {
      throw new UncheckedIOException(RunFiles.CAPACITY + " cannot be read: " + folder, e);
    }
  }

  /**
   * Makes a plan from a recorded run and writes it as a page, as Markdown and as CSV.
   *
   * @param folder the run's
   * @throws IOException if the record cannot be read or a file not be written
   * @throws IllegalArgumentException if nothing can be planned from it
   */
  public static CapacityPlan plan(Path folder, PlanRequest request) throws IOException {
    CapacityRun run = read(folder);
    CapacityPlan plan = CapacityPlanner.plan(run, request);
    AtomicFile.write(folder.resolve(PLAN), PlanPage.of(run, plan));
    AtomicFile.write(folder.resolve("plan.md"), PlanMarkdown.of(run, plan));
    AtomicFile.write(folder.resolve("plan.csv"), PlanCsv.of(plan));
    return plan;
  }
}
