package dev.holdfast.backend.store;

import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.Revision;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A context as text, with its revision in front, so that a fence need not read the whole. */
final class RevisedText {
  private static final JsonCodec<AgentContext> CODEC = new JsonCodec<>(AgentContext.class);
  private static final char END = '\n';

  private RevisedText() {}

  static String of(AgentContext context) {
    return label(context.revision()) + END + CODEC.text(context);
  }

  static AgentContext context(String text) {
    return CODEC.value(text.substring(text.indexOf(END) + 1));
  }

  static Optional<AgentContext> optional(@Nullable String text) {
    return Optional.ofNullable(text).map(RevisedText::context);
  }

  /** Whether a text, or none, is of that revision. */
  static boolean matches(@Nullable String text, Revision expected) {
    return text == null ? expected.equals(Revision.NONE) : text.startsWith(label(expected) + END);
  }

  /** The revision in a form by which revisions compare. */
  static String label(Revision revision) {
    return revision.incarnation() + ":" + revision.version();
  }
}
