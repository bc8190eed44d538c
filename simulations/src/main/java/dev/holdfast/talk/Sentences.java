package dev.holdfast.talk;

import java.util.List;

/** What the conversations are about. */
final class Sentences {

  private static final List<String> FURTHER =
      List.of(
          "What would caching save us a month?",
          "Compare that with a smaller model for the first draft.",
          "Which of our prompts are the longest, and why?",
          "Draft a rollout in three steps, with a way back.",
          "How would we notice that quality suffers?");

  private Sentences() {}

  /** The sentence of a turn, in rotation. */
  static String at(int turn) {
    return FURTHER.get(Math.floorMod(turn, FURTHER.size()));
  }

  /** A text of at least so many characters, in all wordings, of which no two lines are alike. */
  static String atLeast(int characters) {
    StringBuilder text = new StringBuilder(characters + 256);
    Phrasing[] ways = Phrasing.values();
    for (int line = 1; text.length() < characters; line++) {
      text.append(line).append(": ").append(ways[line % ways.length].of(at(line))).append('\n');
    }
    return text.toString();
  }
}
