package dev.holdfast.report;

import dev.holdfast.markup.Glyph;
import dev.holdfast.markup.ShownText;
import dev.holdfast.objectives.ObjectiveResult;
import dev.holdfast.objectives.ObjectiveResult.Status;
import dev.holdfast.wording.Wording;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Why nothing was measured: with the objective, or once where it is the same for several. */
final class Unmeasured {

  /** Says no more than that nothing was measured. */
  private static final String NOTHING = "nothing";

  private final Map<String, Integer> objectives = new TreeMap<>();

  Unmeasured(List<ObjectiveResult> results) {
    results.stream()
        .filter(each -> each.status() == Status.NOT_MEASURED)
        .map(Unmeasured::why)
        .filter(why -> !why.isEmpty())
        .forEach(why -> objectives.merge(why, 1, Integer::sum));
  }

  /** One sentence for each reason that several objectives share. */
  List<String> shared() {
    return objectives.entrySet().stream()
        .filter(each -> each.getValue() > 1)
        .map(
            each ->
                Wording.count(each.getValue()) + " objectives: " + standing(each.getKey(), ", "))
        .toList();
  }

  /** The standing of one of them, with its reason unless it is shared. */
  String told(ObjectiveResult objective) {
    String why = why(objective);
    return objectives.getOrDefault(why, 0) == 1
        ? standing(why, ": ")
        : Glyph.words(objective.status());
  }

  /** The reason after its standing, which some reasons begin with. */
  private static String standing(String why, String between) {
    String standing = Glyph.words(Status.NOT_MEASURED);
    return why.startsWith(standing) ? why : standing + between + why;
  }

  private static String why(ObjectiveResult objective) {
    String measured = ShownText.of(objective.measured());
    String figure = measured.equals(NOTHING) ? "" : measured;
    String why = ShownText.of(objective.why());
    return figure.isEmpty() || why.isEmpty() ? figure + why : figure + ", " + why;
  }
}
