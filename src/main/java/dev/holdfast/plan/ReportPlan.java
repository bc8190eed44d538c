package dev.holdfast.plan;

import dev.holdfast.settings.Values;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where and how a run is recorded.
 *
 * @param folder holds one folder a run; a relative one is of the project if the build started the
 *     run, else of the working directory
 * @param interval between two writes of the journal; above 0
 * @param witnesses broken reconnections kept in full for each anomaly; at least 1
 * @param keep the newest runs that stay in the folder; 0 keeps all
 */
public record ReportPlan(Path folder, Duration interval, int witnesses, int keep) {

  /** Where the build's project is, so that its reports go to one place wherever it was started. */
  private static final String HOME = "dev.holdfast.home";

  static ReportPlan of(Values values) {
    return new ReportPlan(
        Path.of(System.getProperty(HOME, ""))
            .resolve(values.text("holdfast.reports.folder"))
            .normalize(),
        values.positive("holdfast.reports.interval"),
        values.atLeastOne("holdfast.reports.witnesses"),
        values.count("holdfast.reports.keep"));
  }
}
