package dev.holdfast.backend.defects;

import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.StoredMessage;
import dev.holdfast.backend.protocol.Answers;
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
    return frame;
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
