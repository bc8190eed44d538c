package dev.holdfast.backend.defects;

import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.GapLength;
import dev.holdfast.backend.context.StoredMessage;
import dev.holdfast.backend.protocol.Answers;
import dev.holdfast.backend.protocol.Greetings;
import dev.holdfast.backend.protocol.ServerFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can become of a single frame that is told beside the context: it lies, or never comes. */
final class FrameHarm {
  private FrameHarm() {}

  /** The frame as a connection with those defects tells it; null if it tells none. */
  static @Nullable ServerFrame told(Set<Defect> hit, ServerFrame frame) {
    if (frame instanceof Answers.ContextCheckResult check) {
      return check(hit, check);
    }
    if (frame instanceof Greetings.ContextStatus status) {
      return status(hit, status);
    }
    if (frame instanceof Greetings.ConnectionEstablished greeting
        && (hit.contains(Defect.UNNOTICED_MOVE) || hit.contains(Defect.INVENTED_MOVE))) {
      return new Greetings.ConnectionEstablished(
          greeting.sessionId(),
          greeting.connectionId(),
          greeting.sessionRecognized(),
          greeting.contextAvailable(),
          hit.contains(Defect.INVENTED_MOVE),
          greeting.version());
    }
    return frame;
  }

  private static ServerFrame status(Set<Defect> hit, Greetings.ContextStatus status) {
    GapLength honest = status.gapClass();
    GapLength other = honest == GapLength.EXTENDED ? GapLength.BRIEF : GapLength.EXTENDED;
    return new Greetings.ContextStatus(
        status.preserved(),
        hit.contains(Defect.WRONG_RATE) ? status.preservationRate() / 2 : status.preservationRate(),
        hit.contains(Defect.WRONG_GAP_CLASS) ? other : honest,
        status.warning(),
        status.expired());
  }

  private static @Nullable ServerFrame check(Set<Defect> hit, Answers.ContextCheckResult check) {
    if (hit.contains(Defect.UNANSWERED_CHECK)) {
      return null;
    }
    return new Answers.ContextCheckResult(
        hit.contains(Defect.LYING_CHECK) ? withAnotherText(check.context()) : check.context(),
        check.recognized() && !hit.contains(Defect.STRANGER_CHECK));
  }

  private static AgentContext withAnotherText(AgentContext context) {
    List<StoredMessage> history = new ArrayList<>(context.history());
    if (!history.isEmpty()) {
      history.set(0, history.get(0).withContent(""));
    }
    return context.withParts(history, context.memory(), context.workflow(), context.toolCalls());
  }
}
