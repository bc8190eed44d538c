package dev.holdfast.talk;

import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Scalar;
import java.util.List;
import java.util.Map;

/** What agents are asked to remember: values of every kind that JSON has, easily mistaken. */
final class Remembrance {

  /** Their textual forms. The second number has one digit more than a double keeps. */
  static final List<String> VALUES =
      List.of(
          Scalar.literal("1.10").form(),
          Scalar.literal("9007199254740993").form(),
          Scalar.literal("true").form(),
          Scalar.literal("false").form(),
          Scalar.literal("null").form(),
          Scalar.string("").form(),
          Scalar.string("null").form(),
          Scalar.string("1.10").form(),
          Scalar.literal("-0.5").form(),
          Scalar.string("  Zoe\u0308 & <Co> \uD83D\uDC4D\n").form(),
          Scalar.literal("1000").form());

  private static final int APART = 4;

  private Remembrance() {}

  /** The two preferences of the established conversation. */
  static Memory preferences() {
    return new Memory(Map.of("optimization_focus", "cost", "priority", "high"), Map.of());
  }

  /** Its two variables where nothing is to be mistaken. */
  static Memory plain() {
    return new Memory(Map.of(), Map.of("budget_limit", "1000", "current_usage", "750"));
  }

  /** Its two variables, of any kind. */
  static Memory variables(int number) {
    return new Memory(
        Map.of(), Map.of("budget_limit", value(number), "current_usage", value(number + APART)));
  }

  /** Two preferences and three variables that change together. */
  static Memory changed(int number, int turn) {
    return new Memory(
        Map.of("priority", turn % 2 == 0 ? "high" : "medium", "tone", "tone " + turn),
        Map.of(
            "budget_limit", value(number + turn),
            "current_usage", value(number + turn + APART),
            "review_round", Scalar.literal(String.valueOf(turn)).form()));
  }

  private static String value(int number) {
    return VALUES.get(Math.floorMod(number, VALUES.size()));
  }
}
