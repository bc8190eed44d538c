package dev.holdfast.dialect.file;

import dev.holdfast.dialect.file.rules.Condition;
import dev.holdfast.dialect.file.rules.Expression;
import dev.holdfast.dialect.file.rules.Template;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a history is fetched, and how its items are read.
 *
 * @param frame that asks for it on the connection; null where it comes over HTTP
 * @param call over HTTP; null where it comes on the connection
 * @param items where the list stands
 * @param newestFirst whether it begins with the last
 * @param when what an item must hold to be read; the others are passed over
 * @param id of an item; null where it tells none, so that its text must do
 * @param text of an item
 * @param agent when an item is the agent's; empty where there is no agent
 * @param to the id of the message that an agent's item answers; null where it tells none
 * @param shared whether others speak in the same history: what is not the user's own is no item
 * @param keys where the keys of the items stand, in their order, if {@code items} is a map of them;
 *     null where it is a list
 * @param next where the cursor of the next page stands; null where there is one page
 */
record HistoryPlan(
    @Nullable Template frame,
    @Nullable RequestPlan call,
    Expression items,
    boolean newestFirst,
    Condition when,
    @Nullable Expression id,
    Expression text,
    Optional<Condition> agent,
    @Nullable Expression to,
    boolean shared,
    @Nullable Expression keys,
    @Nullable Expression next) {

  /** Of a backend that tells none. */
  static final HistoryPlan ABSENT =
      new HistoryPlan(
          null,
          null,
          Expression.of(""),
          false,
          new Condition(List.of()),
          null,
          Expression.of(""),
          Optional.empty(),
          null,
          false,
          null,
          null);

  /** Whether there is one to ask for. */
  boolean isTold() {
    return frame != null || call != null;
  }
}
