package dev.holdfast.promises;

import dev.holdfast.objectives.RecordedObjective;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The name under which an objective is recorded, such as {@code per-cycle} for a {@code
 * PerCycleObjective}; and back. No list of them is kept: whoever adds one has named it.
 */
final class RecordedName {

  private static final String SUFFIX = "Objective";

  private RecordedName() {}

  /**
   * The name of that class's objectives.
   *
   * @throws IllegalArgumentException if a reader would not find the class by it
   */
  static String of(Class<?> objective) {
    String name =
        objective
            .getSimpleName()
            .replaceFirst(SUFFIX + "$", "")
            .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
            .toLowerCase(Locale.ROOT);
    if (type(name).filter(objective::equals).isEmpty()) {
      throw new IllegalArgumentException(
          "a recorded objective must be a record of "
              + RecordedObjective.class.getPackageName()
              + " whose name ends in "
              + SUFFIX
              + ", got: "
              + objective.getName());
    }
    return name;
  }

  /** The class of that name; empty if this version has none. */
  static Optional<Class<? extends RecordedObjective>> type(String name) {
    if (!name.matches("[a-z]+(-[a-z]+)*")) {
      return Optional.empty();
    }
    String simple =
        Arrays.stream(name.split("-", -1))
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining());
    try {
      Class<?> found =
          Class.forName(RecordedObjective.class.getPackageName() + "." + simple + SUFFIX);
      return found.isRecord() && RecordedObjective.class.isAssignableFrom(found)
          ? Optional.of(found.asSubclass(RecordedObjective.class))
          : Optional.empty();
    } catch (ClassNotFoundException | NoClassDefFoundError e) {
      // The error: where file names know no case, a class of almost that name is found.
      return Optional.empty();
    }
  }
}
