package dev.holdfast.dialect.file.rules;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Holds where each of some values of a message is the one that is told. */
public final class Condition {

  private final List<Equality> equalities;

  /**
   * One value.
   *
   * @param wanted {@code *} for any
   */
  public record Equality(Expression place, Template wanted, boolean any) {}

  public Condition(List<Equality> equalities) {
    this.equalities = List.copyOf(equalities);
  }

  public boolean holds(Incoming message, UnaryOperator<@Nullable String> values) {
    for (Equality each : equalities) {
      if (each.any() ? !each.place().isIn(message) : !isWanted(each, message, values)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWanted(
      Equality each, Incoming message, UnaryOperator<@Nullable String> values) {
    String value = each.place().in(message);
    return value != null && value.equals(each.wanted().with(values));
  }
}
