package dev.holdfast.history;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.assessment.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * That a run's verdict is another than that of the run before, of the same simulation in the same
 * folder. Smoke runs change nothing and are passed over.
 *
 * @param run the run's folder
 * @param simulation its simulation
 * @param before the verdict before; empty for a first run
 * @param now its own
 * @param reasons why it is not PASS, one line each
 */
public record VerdictChange(
    String run, String simulation, Optional<Verdict> before, Verdict now, List<String> reasons) {

  /** Copies the reasons. */
  public VerdictChange {
    reasons = List.copyOf(reasons);
  }

  /**
   * The change that a run brought; empty if there is none. A first run changes something unless it
   * is a PASS.
   *
   * @param runFolder the run's folder, with its verdict
   * @throws IOException if the verdict cannot be read
   */
  public static Optional<VerdictChange> of(Path runFolder, List<String> reasons)
      throws IOException {
    RunEntry run = RunEntry.read(runFolder);
    if (run.smoke()) {
      return Optional.empty();
    }
    Optional<Verdict> before = before(runFolder, run).map(RunEntry::verdict);
    boolean same = before.orElse(Verdict.PASS) == run.verdict();
    return same
        ? Optional.empty()
        : Optional.of(
            new VerdictChange(run.folder(), run.simulation(), before, run.verdict(), reasons));
  }

  /** As JSON, on one line. */
  public String json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("schema", 1);
    json.put("run", run);
    json.put("simulation", simulation);
    json.put("before", before.map(Verdict::name).orElse(null));
    json.put("now", now.name());
    reasons.forEach(json.putArray("reasons")::add);
    return json.toString();
  }

  private static Optional<RunEntry> before(Path runFolder, RunEntry run) throws IOException {
    Path root = runFolder.toAbsolutePath().getParent();
    if (root == null) {
      return Optional.empty();
    }
    try (Stream<Path> all = Files.list(root)) {
      return all.filter(folder -> Files.exists(folder.resolve(RunFiles.VERDICT)))
          .flatMap(folder -> readable(folder).stream())
          .filter(other -> other.simulation().equals(run.simulation()))
          .filter(other -> !other.folder().equals(run.folder()) && !other.smoke())
          .filter(other -> !other.startedAt().isAfter(run.startedAt()))
          .max(Comparator.comparing(RunEntry::startedAt).thenComparing(RunEntry::folder));
    }
  }

  private static Optional<RunEntry> readable(Path folder) {
    try {
      return Optional.of(RunEntry.read(folder));
    } catch (IOException e) {
      // The index names it; here it is as if it were not there.
      return Optional.empty();
    }
  }
}
