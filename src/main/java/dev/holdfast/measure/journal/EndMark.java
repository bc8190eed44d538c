package dev.holdfast.measure.journal;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * That a run ended in good order: the last thing on disk, absent after a kill.
 *
 * @param complete whether it came to its planned end
 * @param endedBy why not; empty when complete
 * @param abortReasons why the run can say nothing; empty normally
 * @param lines that were written, by the journal's files; empty where they were not counted
 */
public record EndMark(
    boolean complete, String endedBy, List<String> abortReasons, Map<String, Long> lines) {

  static final EndMark KILLED = new EndMark(false, "killed", List.of());

  /** Copies the collections; a journal from before lines were counted has none. */
  public EndMark {
    abortReasons = List.copyOf(abortReasons);
    lines = lines == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(lines));
  }

  public EndMark(boolean complete, String endedBy, List<String> abortReasons) {
    this(complete, endedBy, abortReasons, Map.of());
  }

  /** The same of a journal whose files have so many lines. */
  EndMark counting(Map<String, Long> written) {
    return new EndMark(complete, endedBy, abortReasons, written);
  }

  /** Why a file of so many whole lines is not as it was written; empty if it is. */
  Optional<String> missing(String file, long found) {
    Long written = lines.get(file);
    return written == null || written == found
        ? Optional.empty()
        : Optional.of(
            file
                + " must have "
                + written
                + " lines, as end.json tells, got: "
                + found
                + "; it was cut or changed after the run");
  }
}
