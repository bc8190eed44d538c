package dev.holdfast.run.console;

import dev.holdfast.markup.ShownText;
import dev.holdfast.markup.WrappedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The first lines of a run: what runs against what, how long it takes, and what was set. */
public final class OpeningLines {

  private static final int COLUMNS = 80;

  private OpeningLines() {}

  /**
   * The lines.
   *
   * @param simulation its simple class name
   * @param target as it may be shown
   * @param announcement how long the run takes, and why; empty if nobody knows
   * @param changed the settings that are not the defaults, secrets redacted
   */
  public static List<String> lines(
      String simulation, String target, String announcement, Map<String, String> changed) {
    List<String> lines = new ArrayList<>();
    lines.addAll(
        WrappedText.lines(
            "", "  ", ShownText.of(simulation) + " against " + ShownText.of(target), COLUMNS));
    if (!announcement.isEmpty()) {
      lines.addAll(WrappedText.lines("  ", "  ", announcement, COLUMNS));
    }
    if (!changed.isEmpty()) {
      String settings =
          changed.entrySet().stream()
              .map(each -> each.getKey() + "=" + ShownText.of(each.getValue()))
              .collect(Collectors.joining("  "));
      lines.addAll(WrappedText.lines("  set: ", "       ", settings, COLUMNS));
    }
    return lines;
  }
}
