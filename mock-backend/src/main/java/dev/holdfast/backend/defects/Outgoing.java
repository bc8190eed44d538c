package dev.holdfast.backend.defects;

import dev.holdfast.backend.mailbox.Notification;
import dev.holdfast.backend.protocol.Answers;
import dev.holdfast.backend.protocol.ErrorCode;
import dev.holdfast.backend.protocol.ServerFrame;
import dev.holdfast.backend.protocol.TurnFrames;
import dev.holdfast.backend.session.outbound.FrameSink;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Loses and doubles frames on their way out. */
record Outgoing(Dice dice, Injections injections, ScheduledExecutorService scheduler) {
  /** The piece that goes wrong: a middle one, as every answer has several. */
  private static final int CHUNK = 1;

  /** A notification is hit for what it is, so that the same is at each return. */
  private static final String ANYBODY = "";

  private static final Set<ErrorCode> UNREADABLE =
      EnumSet.of(ErrorCode.INVALID_JSON, ErrorCode.NESTING_TOO_DEEP, ErrorCode.PAYLOAD_TOO_LARGE);

  void send(String userId, @Nullable String id, ServerFrame frame, FrameSink client) {
    if (frame instanceof TurnFrames.AgentChunk chunk && chunk.number() == CHUNK) {
      if (hits(Defect.LOST_CHUNK, userId, chunk.turn())) {
        return;
      }
      if (hits(Defect.DUPLICATED_CHUNK, userId, chunk.turn())) {
        client.send(id, frame);
      }
    } else if (frame instanceof Answers.MessageAck ack
        && hits(Defect.DOUBLE_ACK, userId, ack.messageId())) {
      client.send(id, frame);
    }
    boolean unread =
        frame instanceof Answers.Refusal refusal
            && UNREADABLE.contains(refusal.code())
            && hits(Defect.BROKEN_PAYLOAD_TAKEN, userId, refusal.code().id());
    client.send(id, unread ? new Answers.Pong() : frame);
  }

  /** Whether a turn whose client has gone is given up; the same for each attempt to finish it. */
  boolean abandons(String userId, String turn) {
    return hits(Defect.ABANDONED_TURN, userId, turn);
  }

  /** What is brought of the mail that is due, and in which order. */
  List<Notification> brought(List<Notification> due) {
    List<Notification> kept =
        due.stream()
            .filter(each -> !hits(Defect.LOST_NOTIFICATION, ANYBODY, each.messageId()))
            .toList();
    List<Notification> asLeft =
        kept.stream().sorted(Comparator.comparingLong(Notification::number)).toList();
    boolean unordered =
        !asLeft.equals(kept)
            && hits(Defect.UNORDERED_NOTIFICATION, ANYBODY, asLeft.get(0).messageId());
    return unordered ? asLeft : kept;
  }

  /** Whether a notification that was acknowledged is not sent again. */
  boolean settles(String messageId) {
    return !hits(Defect.DOUBLED_NOTIFICATION, ANYBODY, messageId);
  }

  void later(Duration delay, Runnable task) {
    ScheduledFuture<?> unused = scheduler.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  private boolean hits(Defect defect, String userId, String occasion) {
    boolean hit = dice.hits(defect, userId, occasion);
    if (hit) {
      injections.count(defect);
    }
    return hit;
  }
}
