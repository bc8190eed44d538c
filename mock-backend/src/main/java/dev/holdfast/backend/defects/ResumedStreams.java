package dev.holdfast.backend.defects;

import dev.holdfast.backend.protocol.ServerFrame;
import dev.holdfast.backend.protocol.TurnFrames;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Loses and doubles pieces of the streams that one connection takes up again. */
final class ResumedStreams {
  private final String userId;
  private final Dice dice;
  private final Injections injections;

  /** The piece that each turn lacks, by the turn's id. */
  private final Map<String, Integer> lost = new ConcurrentHashMap<>();

  ResumedStreams(String userId, Dice dice, Injections injections) {
    this.userId = userId;
    this.dice = dice;
    this.injections = injections;
  }

  /** Where a stream is taken up that the client wants from {@code next} on. */
  int begin(String turn, int next) {
    if (hits(Defect.GAP_AFTER_RESUME, turn)) {
      lost.put(turn, next);
    }
    if (next == 0 || !hits(Defect.DOUBLE_AFTER_RESUME, turn)) {
      return next;
    }
    injections.count(Defect.DOUBLE_AFTER_RESUME);
    return next - 1;
  }

  /** Whether a frame is the piece that shall be missing. */
  boolean loses(ServerFrame frame) {
    boolean loses =
        frame instanceof TurnFrames.AgentChunk chunk && lost.remove(chunk.turn(), chunk.number());
    if (loses) {
      injections.count(Defect.GAP_AFTER_RESUME);
    }
    return loses;
  }

  private boolean hits(Defect defect, String turn) {
    return dice.hits(defect, userId, turn);
  }
}
