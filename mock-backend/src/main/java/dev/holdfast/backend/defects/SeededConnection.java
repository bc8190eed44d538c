package dev.holdfast.backend.defects;

import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.AgentMemory;
import dev.holdfast.backend.mailbox.Notification;
import dev.holdfast.backend.protocol.Answers;
import dev.holdfast.backend.protocol.ServerFrame;
import dev.holdfast.backend.session.ConnectionBehaviour;
import dev.holdfast.backend.session.outbound.FrameSink;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A connection with which something goes wrong.
 *
 * @param hit the defects that it shows from its start
 * @param lenses what becomes of its context when it is read
 * @param delay of history and context
 * @param outgoing what becomes of turns, acks and mail
 * @param resumed what becomes of streams that are taken up again
 * @param writes what becomes of what is written
 */
record SeededConnection(
    String userId,
    Set<Defect> hit,
    List<UnaryOperator<AgentContext>> lenses,
    Duration delay,
    Outgoing outgoing,
    ResumedStreams resumed,
    DefectiveWrites writes)
    implements ConnectionBehaviour {

  /** After which a client has usually had its turn, and thinks itself connected. */
  private static final Duration IDLE = Duration.ofMillis(300);

  @Override
  public boolean recognises() {
    return !hit.contains(Defect.SESSION_NOT_RECOGNISED)
        && !hit.contains(Defect.FORGETS_THIRD_RECONNECT);
  }

  @Override
  public boolean endsOldConnection() {
    return !hit.contains(Defect.SPLIT_SESSION) && !hit.contains(Defect.RACE_SERVES_BOTH);
  }

  @Override
  public boolean explainsTakeover() {
    return !hit.contains(Defect.UNEXPLAINED_TAKEOVER);
  }

  @Override
  public boolean finishes(String turn) {
    return !outgoing.abandons(userId, turn);
  }

  @Override
  public int resumesAt(String turn, int next) {
    return resumed.begin(turn, next);
  }

  @Override
  public AgentMemory written(String messageId, AgentMemory asked) {
    return writes.written(messageId, asked);
  }

  @Override
  public AgentContext stored(String turn, String sent, AgentContext after) {
    return writes.stored(turn, sent, after);
  }

  @Override
  public boolean countsTwice() {
    return hit.contains(Defect.COUNTED_TWICE);
  }

  @Override
  public AgentContext shown(AgentContext actual) {
    AgentContext shown = actual;
    for (UnaryOperator<AgentContext> lens : lenses) {
      shown = lens.apply(shown);
    }
    return shown;
  }

  @Override
  public List<Notification> brought(List<Notification> due) {
    return outgoing.brought(due);
  }

  @Override
  public boolean settles(String messageId) {
    return outgoing.settles(messageId);
  }

  @Override
  public void send(@Nullable String id, ServerFrame frame, FrameSink client) {
    boolean history = frame instanceof Answers.ConversationHistory;
    boolean restores =
        history
            || frame instanceof Answers.AgentContextShown
            || frame instanceof Answers.ContextCheckResult;
    if (frame instanceof Answers.AgentContextShown && hit.contains(Defect.DROPPED_CONNECTION)) {
      outgoing.later(IDLE, client::drop);
    }
    ServerFrame told = FrameHarm.told(hit, frame);
    if (told == null || (history && hit.contains(Defect.NO_ANSWER)) || resumed.loses(frame)) {
      return;
    }
    if (restores && !delay.isZero()) {
      outgoing.later(delay, () -> client.send(id, told));
    } else {
      outgoing.send(userId, id, told, client);
    }
  }
}
