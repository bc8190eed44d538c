package dev.holdfast.backend.defects.harms;

import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.SpeakerRole;
import dev.holdfast.backend.context.StoredMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What can become of a history. Messages are picked once, by id: later reads agree. */
public final class HistoryHarm {
  private HistoryHarm() {}

  public static Optional<UnaryOperator<AgentContext>> losesOne(Victim victim) {
    return one(victim, message -> true).map(HistoryHarm::without);
  }

  public static Optional<UnaryOperator<AgentContext>> losesLastOfUser(Victim victim) {
    List<StoredMessage> history = victim.context().history();
    for (int i = history.size() - 1; i >= 0; i--) {
      if (history.get(i).role() == SpeakerRole.USER) {
        return Optional.of(without(history.get(i)));
      }
    }
    return Optional.empty();
  }

  public static Optional<UnaryOperator<AgentContext>> duplicates(Victim victim) {
    return one(victim, message -> true)
        .map(
            twice ->
                each(
                    (message, history) -> {
                      history.add(message);
                      if (same(message, twice)) {
                        history.add(message);
                      }
                    }));
  }

  public static Optional<UnaryOperator<AgentContext>> reorders(Victim victim) {
    List<StoredMessage> history = victim.context().history();
    if (history.size() < 2) {
      return Optional.empty();
    }
    StoredMessage first = history.get(victim.oneOf(history.size() - 1));
    return Optional.of(
        context -> {
          List<StoredMessage> swapped = new ArrayList<>(context.history());
          for (int i = 0; i + 1 < swapped.size(); i++) {
            if (same(swapped.get(i), first)) {
              // The places keep their numbers: only who stands on them has changed.
              StoredMessage a = swapped.get(i);
              StoredMessage b = swapped.get(i + 1);
              swapped.set(i, b.at(a.seq()));
              swapped.set(i + 1, a.at(b.seq()));
              break;
            }
          }
          return with(context, swapped);
        });
  }

  public static Optional<UnaryOperator<AgentContext>> corrupts(Victim victim) {
    return one(victim, message -> !message.content().isEmpty())
        .map(bad -> rewritten(bad, bad.content().substring(1) + "\ufffd"));
  }

  public static Optional<UnaryOperator<AgentContext>> rewritesWithOlder(Victim victim) {
    List<StoredMessage> history = victim.context().history();
    for (int i = history.size() - 1; i > 0; i--) {
      StoredMessage late = history.get(i);
      for (int j = i - 1; j >= 0; j--) {
        StoredMessage early = history.get(j);
        if (early.role() == late.role() && !early.content().equals(late.content())) {
          return Optional.of(rewritten(late, early.content()));
        }
      }
    }
    return Optional.empty();
  }

  public static Optional<UnaryOperator<AgentContext>> invents(Victim victim) {
    AgentContext at = victim.context();
    if (at.history().isEmpty()) {
      return Optional.empty();
    }
    StoredMessage invented =
        new StoredMessage(
            at.lastSeq() + 1,
            "nobody-" + victim.reconnection().number(),
            SpeakerRole.AGENT,
            "Nobody asked for this.",
            at.lastActivity(),
            "nothing-" + victim.reconnection().number(),
            false,
            0);
    return Optional.of(
        context -> {
          List<StoredMessage> longer = new ArrayList<>(context.history());
          longer.add(Math.min(at.history().size(), longer.size()), invented);
          return with(context, Collections.unmodifiableList(longer));
        });
  }

  public static Optional<UnaryOperator<AgentContext>> showsAnothers(Victim victim) {
    return victim
        .past()
        .ofAnother(victim.reconnection().userId(), victim.oneOf(64))
        .map(another -> untilCommit(victim, context -> with(context, another.history())));
  }

  /** A harm that ends with the next commit. */
  static UnaryOperator<AgentContext> untilCommit(Victim victim, UnaryOperator<AgentContext> harm) {
    return context ->
        context.revision().equals(victim.context().revision()) ? harm.apply(context) : context;
  }

  private static Optional<StoredMessage> one(Victim victim, Predicate<StoredMessage> eligible) {
    List<StoredMessage> all = victim.context().history().stream().filter(eligible).toList();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(victim.oneOf(all.size())));
  }

  private static UnaryOperator<AgentContext> without(StoredMessage lost) {
    return each(
        (message, history) -> {
          if (!same(message, lost)) {
            history.add(message);
          }
        });
  }

  private static UnaryOperator<AgentContext> rewritten(StoredMessage bad, String content) {
    return each(
        (message, history) ->
            history.add(same(message, bad) ? message.withContent(content) : message));
  }

  private interface Step {
    void take(StoredMessage message, List<StoredMessage> history);
  }

  private static UnaryOperator<AgentContext> each(Step step) {
    return context -> {
      List<StoredMessage> history = new ArrayList<>();
      context.history().forEach(message -> step.take(message, history));
      return with(context, history);
    };
  }

  private static boolean same(StoredMessage a, StoredMessage b) {
    return a.seq() == b.seq() && a.id().equals(b.id());
  }

  private static AgentContext with(AgentContext context, List<StoredMessage> history) {
    return context.withParts(history, context.memory(), context.workflow(), context.toolCalls());
  }
}
