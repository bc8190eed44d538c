package dev.holdfast.backend.context;

import java.util.List;
import java.util.Map;

/**
 * How many bytes a context takes on the heap, roughly: texts at one byte a character (Latin-1
 * compact strings) plus a constant an object, as a 64-bit JVM with compressed pointers lays them
 * out.
 */
final class ContextSize {
  private static final long CONTEXT = 200;
  private static final long ITEM = 120;

  private ContextSize() {}

  static long of(List<StoredMessage> history, List<ToolCall> toolCalls, AgentMemory memory) {
    long bytes = CONTEXT;
    for (StoredMessage message : history) {
      bytes += ITEM + message.id().length() + message.content().length();
    }
    for (ToolCall call : toolCalls) {
      bytes += ITEM + call.id().length() + call.result().length();
    }
    return bytes + of(memory.preferences()) + of(memory.variables());
  }

  private static long of(Map<String, Scalar> entries) {
    long bytes = 0;
    for (Map.Entry<String, Scalar> entry : entries.entrySet()) {
      bytes += ITEM + entry.getKey().length() + entry.getValue().text().length();
    }
    return bytes;
  }
}
