package dev.holdfast.continuity.owed;

import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.ToolCall;
import java.util.HashSet;
import java.util.Set;

/**
 * What a session had when it expired: what of it comes back outlived its time. The last expiry
 * only, so that it takes no more room than the session itself did.
 */
public final class PastLife {

  /** Of a session that never expired. */
  static final PastLife NONE = new PastLife(Set.of(), Set.of(), Memory.EMPTY);

  private final Set<String> messages;
  private final Set<String> toolCalls;
  private final Memory memory;

  private PastLife(Set<String> messages, Set<String> toolCalls, Memory memory) {
    this.messages = messages;
    this.toolCalls = toolCalls;
    this.memory = memory;
  }

  /** All that the server owes at this moment, and all that may have arrived. */
  static PastLife of(OwedMessages owed, OwedToolCalls owedCalls, Memory memory) {
    Set<String> messages = new HashSet<>();
    owed.list().forEach(message -> messages.add(message.id()));
    owed.indeterminate().forEach(maybe -> messages.add(maybe.message().id()));
    Set<String> toolCalls = new HashSet<>();
    owedCalls.list().forEach(call -> toolCalls.add(call.id()));
    return new PastLife(messages, toolCalls, memory);
  }

  /** Whether a message stood, or may have stood, in the context that expired. */
  boolean hadMessage(String id) {
    return messages.contains(id);
  }

  /** Whether a message did, or answers one that did. */
  public boolean had(Message message) {
    String question = message.inReplyTo();
    return hadMessage(message.id()) || (question != null && hadMessage(question));
  }

  public boolean had(ToolCall call) {
    return toolCalls.contains(call.id()) || hadMessage(call.turn());
  }

  public boolean had(MemoryKind kind, String key, String value) {
    return value.equals(kind.of(memory).get(key));
  }

  /** What it is when a message comes that nothing led to. */
  public Anomaly ofUnknown(String message) {
    return hadMessage(message) ? Anomaly.NOT_EXPIRED : Anomaly.UNEXPECTED_MESSAGE;
  }
}
