package dev.holdfast.backend.defects.harms;

import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.SpeakerRole;
import dev.holdfast.backend.context.StoredMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What can become of what a context tells beside its contents: whose, when, to which question. */
public final class OriginHarm {
  private static final Duration SHIFT = Duration.ofMinutes(1);

  private OriginHarm() {}

  /** The first answer names the question of a later one. */
  public static Optional<UnaryOperator<AgentContext>> answersAnother(Victim victim) {
    List<StoredMessage> answers =
        victim.context().history().stream()
            .filter(message -> message.role() == SpeakerRole.AGENT && message.inReplyTo() != null)
            .toList();
    if (answers.size() < 2) {
      return Optional.empty();
    }
    StoredMessage first = answers.get(0);
    String other = answers.get(1).inReplyTo();
    return Optional.of(
        rewritten(
            first,
            new StoredMessage(
                first.seq(),
                first.id(),
                first.role(),
                first.content(),
                first.timestamp(),
                other,
                first.awaitsAnswer(),
                first.toolCalls())));
  }

  /** The first message is a minute younger. */
  public static Optional<UnaryOperator<AgentContext>> isOfAnotherTime(Victim victim) {
    StoredMessage first = victim.context().history().get(0);
    return Optional.of(
        rewritten(
            first,
            new StoredMessage(
                first.seq(),
                first.id(),
                first.role(),
                first.content(),
                first.timestamp().plus(SHIFT),
                first.inReplyTo(),
                first.awaitsAnswer(),
                first.toolCalls())));
  }

  public static Optional<UnaryOperator<AgentContext>> beganAtAnotherTime(Victim victim) {
    return Optional.of(context -> with(context, context.userId(), context.createdAt().plus(SHIFT)));
  }

  public static Optional<UnaryOperator<AgentContext>> belongsToAnother(Victim victim) {
    return victim
        .past()
        .ofAnother(victim.reconnection().userId(), victim.oneOf(64))
        .map(another -> context -> with(context, another.userId(), context.createdAt()));
  }

  private static UnaryOperator<AgentContext> rewritten(StoredMessage honest, StoredMessage shown) {
    return context ->
        context.withParts(
            context.history().stream()
                .map(message -> message.equals(honest) ? shown : message)
                .toList(),
            context.memory(),
            context.workflow(),
            context.toolCalls());
  }

  private static AgentContext with(AgentContext context, String userId, Instant createdAt) {
    return new AgentContext(
        context.sessionId(),
        userId,
        context.revision(),
        context.history(),
        context.memory(),
        context.workflow(),
        context.toolCalls(),
        context.turns(),
        context.lastSeq(),
        createdAt,
        context.lastActivity());
  }
}
