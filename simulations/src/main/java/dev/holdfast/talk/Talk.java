package dev.holdfast.talk;

import dev.holdfast.continuity.model.Memory;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.plan.RunPlan;
import java.util.List;
import java.util.Optional;

/**
 * All that one virtual user says, by its number: pure, the same in every run of a seed. Wordings go
 * round over users and turns alike; long texts, very long ones and very many are those of a few
 * users, spread evenly over all numbers (multiples of the golden ratio, modulo 1).
 *
 * @param user the user's number
 * @param seed of the run
 * @param variety of what is said
 * @param longest the most characters that a text may have; at least 1000
 */
public record Talk(int user, long seed, Variety variety, int longest) {

  /** Messages of the established conversation that its user says; the last is not answered. */
  public static final int ESTABLISHED = 3;

  /** Notes of a user who leaves many: with them its session has more than 100 messages. */
  public static final int MANY = 100;

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final double OF_MANY_NOTES = 0.04;
  private static final double OF_A_LARGE_NOTE = 0.06;
  private static final double OF_LONG_TEXTS = 0.18;
  private static final int LONG_EVERY = 3;
  private static final int LONG_CHARACTERS = 5_000;
  private static final int LARGE_CHARACTERS = 70_000;

  /** What a text may be longer than asked for: by a sentence, and by its mark. */
  private static final int LONGER = 600;

  private static final int AGAIN_EVERY = 5;
  private static final int STRIDE = 5;

  /** What a user of a run says to a backend of that dialect. */
  public static Talk of(int user, RunPlan plan, Variety variety, Dialect dialect) {
    return new Talk(user, plan.load().seed(), variety, dialect.longestText());
  }

  /**
   * A message of the established conversation: five messages (user, agent, user, agent, user), four
   * memory entries, two tool calls, workflow step 3 of 5 with analysis and recommendations pending.
   *
   * @param number 0 to 2
   */
  public Topic established(int number) {
    String text =
        List.of(
                "I need help to optimise what our AI workloads cost.",
                "Mainly token usage: it doubled this quarter.",
                "Please give me specific recommendations for the largest two models.")
            .get(number);
    return switch (number) {
      case 0 -> new Topic(worded(text, number), Remembrance.preferences(), true);
      case 1 -> new Topic(worded(text, number), remembered(), true);
      default -> Topic.note(worded(text, number));
    };
  }

  /**
   * The topic of a later turn; the text of some is the very text of the turn before.
   *
   * @param turn how many messages the user has said before
   */
  public Topic further(int turn) {
    return Topic.of(text(repeats(turn) ? turn - 1 : turn));
  }

  /** A later turn that changes the agent's memory as well: two preferences at once, and more. */
  public Topic remembering(int turn) {
    Memory memory = Remembrance.changed(user, turn);
    return new Topic(further(turn).text(), memory, true);
  }

  /** Whether the user leaves many notes. */
  public boolean leavesMany() {
    return variety == Variety.ALL && place() < OF_MANY_NOTES;
  }

  /** One of its many notes. */
  public Topic note(int turn) {
    return Topic.note("Note " + turn + ". " + Sentences.at(turn));
  }

  /** A note of more than 64 KiB, of a few users. */
  public Optional<Topic> large() {
    double place = place();
    return variety == Variety.ALL
            && place >= OF_MANY_NOTES
            && place < OF_A_LARGE_NOTE
            && mayHave(LARGE_CHARACTERS)
        ? Optional.of(Topic.note(Sentences.atLeast(LARGE_CHARACTERS)))
        : Optional.empty();
  }

  private Memory remembered() {
    return variety == Variety.EVERYDAY ? Remembrance.plain() : Remembrance.variables(user);
  }

  private String text(int turn) {
    boolean isLong = Math.floorMod(turn, LONG_EVERY) == 0 && saysLongTexts();
    return isLong
        ? turn + Sentences.atLeast(Math.min(LONG_CHARACTERS, longest - LONGER))
        : worded(Sentences.at(turn), turn);
  }

  private boolean mayHave(int characters) {
    return characters <= longest - LONGER;
  }

  private boolean saysLongTexts() {
    double place = place();
    return variety == Variety.ALL && place >= OF_A_LARGE_NOTE && place < OF_LONG_TEXTS;
  }

  private boolean repeats(int turn) {
    return variety != Variety.EVERYDAY
        && turn > ESTABLISHED
        && Math.floorMod(user + turn, AGAIN_EVERY) == 0;
  }

  private String worded(String sentence, int turn) {
    if (variety == Variety.EVERYDAY) {
      return sentence;
    }
    Phrasing[] all = Phrasing.values();
    return all[(int) Math.floorMod(seed + user + (long) STRIDE * turn, (long) all.length)].of(
        sentence);
  }

  /** Where the user stands among all, 0 to 1. */
  private double place() {
    return (((user + seed) * GOLDEN) >>> 11) * 0x1p-53;
  }
}
