package dev.holdfast.steps.mail;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What others leave for a user who is away, and what of it must come, in which order: written down
 * case by case, and not computed as a backend would.
 */
@SuppressWarnings("ImmutableEnumChecker") // Its lists are of the kind that cannot change.
public enum MailCase {
  /** Seven of all priorities: strictly by priority, as left within one. */
  MIXED_PRIORITIES(
      List.of("normal", "low", "high", "critical", "normal", "high", "normal"),
      0,
      Limits.ROOMY,
      List.of(3, 2, 5, 0, 4, 6, 1),
      ""),
  /** Three whose time is over before the return, and two that last. */
  EXPIRING(normal(5), 3, Limits.ROOMY, List.of(3, 4), "expired"),
  /** Five of one priority: as they were left. */
  IN_ORDER(normal(5), 0, Limits.ROOMY, List.of(0, 1, 2, 3, 4), ""),
  /** Five where three have room: the oldest give way. */
  DROP_OLDEST(normal(5), 0, new Limits(3, "drop_oldest"), List.of(2, 3, 4), "dropped"),
  /** Five where three have room: the fourth and fifth are refused. */
  REJECT(normal(5), 0, new Limits(3, "reject"), List.of(0, 1, 2), "refused"),
  /** Five where three have room: the fourth and fifth are dropped. */
  DROP_NEWEST(normal(5), 0, new Limits(3, "drop_newest"), List.of(0, 1, 2), "dropped"),
  /** A single one. */
  ONE(normal(1), 0, Limits.ROOMY, List.of(0), ""),
  /** Eight by three senders at once, of whom one repeats itself: each sender's in its order. */
  SEVERAL_SENDERS(normal(8), 0, Limits.ROOMY, List.of(0, 1, 2, 3, 4, 5, 6, 7), "");

  /** How long the short-lived ones live. */
  static final long SHORT_LIFE_MILLIS = 300;

  /** How many leave letters at once in {@link #SEVERAL_SENDERS}. */
  static final int SENDERS = 3;

  private final List<String> priorities;
  private final int shortLived;
  private final Limits limits;
  private final List<Integer> toCome;
  private final String otherwise;

  /** The limits that the mailbox is given before. */
  record Limits(int capacity, String overflow) {
    static final Limits ROOMY = new Limits(1_000, "drop_oldest");
  }

  /**
   * A case.
   *
   * @param priorities of the letters, in the order in which they are left
   * @param shortLived so many of the first are short-lived
   * @param toCome the places of those that must come, in the order in which they must
   * @param otherwise what becomes of the others
   */
  MailCase(
      List<String> priorities,
      int shortLived,
      Limits limits,
      List<Integer> toCome,
      String otherwise) {
    this.priorities = priorities;
    this.shortLived = shortLived;
    this.limits = limits;
    this.toCome = toCome;
    this.otherwise = otherwise;
  }

  /** The name in reports. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Limits limits() {
    return limits;
  }

  /** What becomes of those that must not come. */
  String otherwise() {
    return otherwise;
  }

  /** Whether the letter at that place is refused. */
  boolean refuses(int place) {
    return otherwise.equals("refused") && !toCome.contains(place);
  }

  /** Whether the letter at that place is short-lived. */
  boolean isShortLived(int place) {
    return place < shortLived;
  }

  String priority(int place) {
    return priorities.get(place);
  }

  int letters() {
    return priorities.size();
  }

  /** Places of letters that must come in this order; between two lists any order is right. */
  List<List<Integer>> toCome() {
    return this == SEVERAL_SENDERS ? bySender() : List.of(toCome);
  }

  /** The places of the letters that are left at once, round by round. */
  List<List<Integer>> rounds() {
    if (this != SEVERAL_SENDERS) {
      return IntStream.range(0, letters()).mapToObj(List::of).toList();
    }
    List<List<Integer>> senders = bySender();
    List<List<Integer>> rounds = new ArrayList<>();
    for (int round = 0; round < SENDERS; round++) {
      int at = round;
      // Who has nothing left to say says the last once more.
      rounds.add(
          senders.stream().map(places -> places.get(Math.min(at, places.size() - 1))).toList());
    }
    return rounds;
  }

  private List<List<Integer>> bySender() {
    List<List<Integer>> senders = new ArrayList<>();
    for (int sender = 0; sender < SENDERS; sender++) {
      int first = sender;
      senders.add(
          IntStream.range(0, letters()).filter(place -> place % SENDERS == first).boxed().toList());
    }
    return senders;
  }

  private static List<String> normal(int letters) {
    return Collections.nCopies(letters, "normal");
  }
}
