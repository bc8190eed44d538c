package dev.holdfast.measure;

import java.util.List;

/**
 * That a run ended in good order: the last thing on disk, absent after a kill.
 *
 * @param complete whether it came to its planned end
 * @param endedBy why not; empty when complete
 * @param abortReasons why the run can say nothing; empty normally
 */
record EndMark(boolean complete, String endedBy, List<String> abortReasons) {

  static final EndMark KILLED = new EndMark(false, "killed", List.of());

  EndMark {
    abortReasons = List.copyOf(abortReasons);
  }
}
