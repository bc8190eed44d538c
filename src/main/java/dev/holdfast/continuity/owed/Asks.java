package dev.holdfast.continuity.owed;

import dev.holdfast.continuity.model.ServerEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for on the open connection and has no answer yet. A server may answer as of any
 * moment between the question and its answer, so an answer is held against what was known when it
 * was asked for. Answers do not name their question: each counts as that of the oldest one.
 *
 * <p>Mutable, for one thread at a time.
 */
public final class Asks {

  /**
   * An ask that has no answer yet.
   *
   * @param number among all asks, from 1
   * @param floor the highest version that was known; an answer is of no older one
   */
  private record Ask(Fetch what, long number, long floor) {}

  private final Deque<Ask> open = new ArrayDeque<>();

  /** By the id of what came to be owed while an ask was open: the number of the last ask before. */
  private final Map<String, Long> owedAfter = new HashMap<>();

  private long asked;

  /**
   * Something is asked for.
   *
   * @param version the highest that is known
   */
  public void ask(Fetch what, long version) {
    open.add(new Ask(what, ++asked, version));
  }

  /** Whether everything was answered. */
  public boolean isEmpty() {
    return open.isEmpty();
  }

  /** The connection is gone, and so are the answers. */
  public void forget() {
    open.clear();
    owedAfter.clear();
  }

  /** A message or tool call has come to be owed. */
  public void owed(String id) {
    if (!open.isEmpty()) {
      owedAfter.putIfAbsent(id, asked);
    }
  }

  /** The oldest ask that this may answer has its answer. */
  public void answered(ServerEvent event) {
    Ask ask = oldest(Fetch.answeredBy(event));
    if (ask != null) {
      open.remove(ask);
      if (open.isEmpty()) {
        owedAfter.clear();
      }
    }
  }

  /** A return showed these: the greeting was known before anything was asked for. */
  public void answered(List<ServerEvent> events) {
    for (ServerEvent event : events) {
      if (event instanceof ServerEvent.Established greeting) {
        floors(floor -> Math.max(floor, greeting.version()));
      } else {
        answered(event);
      }
    }
  }

  /** The session begins again at that version: what was known of a higher one is of no use. */
  void beginAgain(long version) {
    floors(floor -> Math.min(floor, version));
  }

  private void floors(LongUnaryOperator now) {
    List<Ask> changed =
        open.stream()
            .map(ask -> new Ask(ask.what(), ask.number(), now.applyAsLong(ask.floor())))
            .toList();
    open.clear();
    open.addAll(changed);
  }

  /**
   * The least version that an answer may have.
   *
   * @param newest the highest version that was seen, of which the server may have gone back since
   */
  public long floor(Fetch what, long newest) {
    Ask ask = oldest(what);
    return ask == null ? newest : Math.min(ask.floor(), newest);
  }

  /**
   * The moment as of which an answer that came is judged.
   *
   * @param told its version; -1 where the backend tells none
   * @param newest the highest version that was seen
   */
  public AsOf asOf(Fetch what, long told, long newest) {
    Ask ask = oldest(what);
    return AsOf.answer(told, newest, ask == null ? Set.of() : owedSince(ask));
  }

  private Set<String> owedSince(Ask ask) {
    return owedAfter.entrySet().stream()
        .filter(each -> each.getValue() >= ask.number())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  private @Nullable Ask oldest(@Nullable Fetch what) {
    for (Ask ask : open) {
      if (ask.what() == what) {
        return ask;
      }
    }
    return null;
  }
}
