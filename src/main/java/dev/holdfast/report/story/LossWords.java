package dev.holdfast.report.story;

import java.util.Map;

/** How a connection was lost, as a short sentence without a full stop. */
final class LossWords {

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("none", "the connection was not lost"),
          Map.entry("close", "the client closed the connection"),
          Map.entry("abrupt-close", "the connection was closed without a goodbye"),
          Map.entry("reset", "the connection was reset"),
          Map.entry("silence", "the connection fell silent"),
          Map.entry("silent", "the connection fell silent"),
          Map.entry("black-hole", "the network swallowed every packet"),
          Map.entry("client-vanishes", "the client vanished: the server was told nothing"),
          Map.entry("server-vanishes", "the server vanished: the client was told nothing"),
          Map.entry("server-gone", "the server was gone"),
          Map.entry("unacked", "the connection was cut before an acknowledgement came"),
          Map.entry("mid-turn", "the connection was cut in the middle of an answer"),
          Map.entry("taken-over", "another connection took the session over"),
          Map.entry("race", "two connections came at once"),
          Map.entry("refused", "the return was refused"),
          Map.entry("intruder", "somebody without a right tried to come in"),
          Map.entry("cut-in-header", "the connection was cut inside a frame's header"),
          Map.entry("cut-in-payload", "the connection was cut inside a frame's payload"),
          Map.entry("cut-in-character", "the connection was cut inside a character"));

  private LossWords() {}

  /** In words; of an id that is new here, the id itself. */
  static String of(String disruption) {
    String known = WORDS.get(disruption);
    return known == null ? "the connection was lost: " + disruption.replace('-', ' ') : known;
  }
}
