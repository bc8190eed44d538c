package dev.holdfast.promises;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Phase;
import dev.holdfast.measure.RunRecord;
import dev.holdfast.measure.Series;
import dev.holdfast.measure.journal.PartFolders;
import dev.holdfast.measure.journal.RunJournal;
import dev.holdfast.soak.PartialRun;
import dev.holdfast.wording.Wording;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * That a recording is that of the whole run: of every injector, and of one run only. The journal
 * itself tells where lines of it are missing.
 *
 * @param injectors that made the load; at least 1
 */
record WholeRecording(int injectors) {

  /** What is missing, one sentence each; empty if nothing is. */
  List<String> missing(RunRecord run, Path runFolder) {
    List<String> missing = new ArrayList<>(parts(run, runFolder));
    if (run.complete() || PartialRun.is(run)) {
      missing.addAll(times(run));
    }
    return missing;
  }

  private List<String> parts(RunRecord run, Path runFolder) {
    List<String> wrong = new ArrayList<>();
    List<Path> there = PartFolders.in(runFolder);
    for (int injector = 2; injector <= injectors; injector++) {
      Path folder = PartFolders.of(runFolder, injector);
      if (!there.contains(folder)) {
        wrong.add(
            "the recording of injector "
                + injector
                + " of "
                + injectors
                + " is missing: "
                + folder.getFileName());
      }
    }
    if (there.size() > injectors - 1) {
      wrong.add(
          "recordings must be of "
              + injectors
              + (injectors == 1 ? " injector" : " injectors")
              + ", got: "
              + (there.size() + 1));
    }
    for (Path folder : there) {
      String expected = PartFolders.nameIn(run.identity().run(), folder);
      String got = RunJournal.identity(folder).run();
      if (!got.equals(expected)) {
        wrong.add(folder.getFileName() + " must be a part of this run, got one of " + got);
      }
    }
    return wrong;
  }

  /** Each judged return was timed once, as a restore or as a refusal, unless it never began. */
  private static List<String> times(RunRecord run) {
    long timed = timed(run);
    long untimed = run.total().judged() - timed;
    long neverCame = run.anomalies().getOrDefault(Anomaly.NO_ANSWER, 0L);
    return untimed >= 0 && untimed <= neverCame
        ? List.of()
        : List.of(
            "histograms must be of the returns that were judged, got: "
                + Wording.count(timed)
                + " timed of "
                + Wording.count(run.total().judged())
                + " judged");
  }

  /** Returns that were timed, however they ended. */
  static long timed(RunRecord run) {
    return count(run, Phase.RESTORE) + count(run, Phase.REFUSAL);
  }

  private static long count(RunRecord run, Phase phase) {
    Histogram times = run.latencies().get(new Series(phase, Cohort.ALL));
    return times == null ? 0 : times.getTotalCount();
  }
}
