package dev.holdfast.continuity.owed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What others said in the session: what of it the backend took in, and what arrived.
 *
 * <p>A text is known by the mark in it, so that one that arrives changed is known all the same.
 * Mutable, for one thread at a time.
 */
public final class OwedDeliveries {

  private static final String MARK_BEGINS = "[hf:";
  private static final char MARK_ENDS = ']';

  private final Map<String, Said> said = new LinkedHashMap<>();
  private final List<String> arrivals = new ArrayList<>();
  private int highestArrived = -1;
  private int saidBeforeLoss;
  private boolean listened;

  /**
   * Something that another said.
   *
   * @param rank its place among all that others said in this session, from 0
   * @param text what was said
   * @param away whether its user was away
   * @param accepted whether the backend took it in
   * @param unheard whether the user waited for it in vain, on an open connection
   * @param arrived whether it had arrived when the session was last judged
   * @param settled whether it was judged
   */
  public record Said(
      int rank,
      String text,
      boolean away,
      boolean accepted,
      boolean unheard,
      boolean arrived,
      boolean settled) {

    private Said asAccepted() {
      return new Said(rank, text, away, true, unheard, arrived, settled);
    }

    private Said asUnheard() {
      return new Said(rank, text, away, accepted, true, arrived, settled);
    }

    private Said asArrived() {
      return new Said(rank, text, away, accepted, unheard, true, settled);
    }

    private Said asSettled() {
      return new Said(rank, text, away, accepted, unheard, arrived, true);
    }
  }

  /** Another is about to say something: until the backend takes it in, nobody owes it. */
  public void spoken(String text, boolean away) {
    said.put(markOf(text), new Said(said.size(), text, away, false, false, false, false));
  }

  /** The backend took it in. */
  public void accepted(String text) {
    said.computeIfPresent(markOf(text), (mark, each) -> each.asAccepted());
  }

  /** The user waited for it on an open connection, and it did not come. */
  public void unheard(String text) {
    said.computeIfPresent(markOf(text), (mark, each) -> each.asUnheard());
  }

  /** The user's connection is lost. */
  public void connectionLost() {
    saidBeforeLoss = said.size();
  }

  /** Whether all that is unheard was said before the connection was lost last. */
  public boolean isHeardSinceLoss() {
    return unsettled().stream().noneMatch(each -> each.unheard && each.rank >= saidBeforeLoss);
  }

  /** The user listened, once it was back, for all that had been said. */
  public void hasListened() {
    listened = true;
  }

  /** Whether it did since the last judgement: else nobody knows what would still have come. */
  public boolean isListened() {
    return listened;
  }

  /** Whether others have said nothing. */
  public boolean isSilent() {
    return said.isEmpty();
  }

  /** Whether others said that, however it was changed. */
  public boolean isOfOthers(String text) {
    return !said.isEmpty() && said.containsKey(markOf(text));
  }

  /** A text came; whatever others did not say is passed over. */
  public void arrived(String text) {
    if (find(text) != null) {
      arrivals.add(text);
    }
  }

  /** What another said, by its mark; null if nobody did. */
  public @Nullable Said find(String text) {
    return said.get(markOf(text));
  }

  /** What has arrived since the last judgement, in order. */
  public List<String> arrivals() {
    return List.copyOf(arrivals);
  }

  /** The highest place of anything that had arrived before that; -1 if nothing had. */
  public int highestArrived() {
    return highestArrived;
  }

  /** What was taken in and is not judged yet, in the order in which it was said. */
  public List<Said> unsettled() {
    return said.values().stream().filter(each -> each.accepted && !each.settled).toList();
  }

  /**
   * What was said is judged: whatever did not come is not missed again. Where nobody listened, what
   * has not come may still do so.
   */
  public void settle() {
    for (String text : arrivals) {
      said.computeIfPresent(markOf(text), (mark, each) -> each.asArrived());
    }
    arrivals.clear();
    for (Said each : said.values()) {
      highestArrived = each.arrived ? Math.max(highestArrived, each.rank) : highestArrived;
    }
    boolean all = listened;
    said.replaceAll((mark, each) -> all || each.arrived || each.unheard ? each.asSettled() : each);
    listened = false;
  }

  private static String markOf(String text) {
    int begins = text.indexOf(MARK_BEGINS);
    int ends = text.indexOf(MARK_ENDS, Math.max(0, begins));
    return begins < 0 || ends < 0 ? text : text.substring(begins, ends);
  }
}
