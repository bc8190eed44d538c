package dev.holdfast.steps;

import dev.holdfast.continuity.Memory;
import java.util.List;
import java.util.Map;

/**
 * What a virtual user says: the established conversation first, then one topic a turn.
 *
 * @param text without the user's mark
 * @param memory what the agent is asked to remember with it
 * @param reply whether the agent is to answer
 */
record Topic(String text, Memory memory, boolean reply) {

  /**
   * The established conversation: five messages (user, agent, user, agent, user), four memory
   * entries, two tool calls, workflow step 3 of 5 with analysis and recommendations pending.
   */
  static final List<Topic> ESTABLISHED =
      List.of(
          new Topic(
              "I need help to optimise what our AI workloads cost.",
              new Memory(Map.of("optimization_focus", "cost", "priority", "high"), Map.of()),
              true),
          new Topic(
              "Mainly token usage: it doubled this quarter.",
              new Memory(Map.of(), Map.of("budget_limit", "1000", "current_usage", "750")),
              true),
          new Topic(
              "Please give me specific recommendations for the largest two models.",
              Memory.EMPTY,
              false));

  private static final List<String> FURTHER =
      List.of(
          "What would caching save us a month?",
          "Compare that with a smaller model for the first draft.",
          "Which of our prompts are the longest, and why?",
          "Draft a rollout in three steps, with a way back.",
          "How would we notice that quality suffers?");

  /** The topic of a later turn. */
  static Topic further(int turn) {
    return new Topic(FURTHER.get(Math.floorMod(turn, FURTHER.size())), Memory.EMPTY, true);
  }

  /** The same in letters that take one, two, three and four bytes. */
  static Topic inManyScripts(int turn) {
    String text = FURTHER.get(Math.floorMod(turn, FURTHER.size()));
    return new Topic("Über " + turn + " € – 質問 🙂 – " + text, Memory.EMPTY, true);
  }

  private static final int LARGE_CHARACTERS = 512 * 1024;

  /** A note of half a mebibyte. */
  static Topic large() {
    return new Topic("Keep this log. " + "x".repeat(LARGE_CHARACTERS), Memory.EMPTY, false);
  }

  /** A later turn about a document. */
  static Topic about(Document document) {
    return new Topic(document.text(), Memory.EMPTY, true);
  }

  /** A later turn that changes the agent's memory as well. */
  static Topic remembering(int turn) {
    return new Topic(
        "Our budget changed; keep it in mind. " + FURTHER.get(Math.floorMod(turn, FURTHER.size())),
        new Memory(
            Map.of("priority", turn % 2 == 0 ? "high" : "medium"),
            Map.of(
                "budget_limit", String.valueOf(1000 + turn), "review_round", String.valueOf(turn))),
        true);
  }
}
