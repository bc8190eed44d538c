package dev.holdfast.backend.context;

import java.util.List;
import java.util.Map;

/**
 * How many bytes a context takes on the heap, roughly: texts at one byte a character (Latin-1
 * compact strings) plus a constant an object, as a 64-bit JVM with compressed pointers lays them
 * out.
 */
final class HeapSize {
  private static final long CONTEXT = 200;
  private static final long ITEM = 120;

  private HeapSize() {}

  static long of(List<StoredMessage> history, List<ToolInvocation> toolCalls, AgentMemory memory) {
    long bytes = CONTEXT;
    for (StoredMessage message : history) {
      bytes += ITEM + message.id().length() + message.content().length();
    }
    for (ToolInvocation call : toolCalls) {
      bytes += ITEM + call.id().length() + call.result().length();
    }
    return bytes + of(memory.preferences()) + of(memory.variables());
  }

  private static long of(Map<String, ScalarValue> entries) {
    long bytes = 0;
    for (Map.Entry<String, ScalarValue> entry : entries.entrySet()) {
      bytes += ITEM + entry.getKey().length() + entry.getValue().text().length();
    }
    return bytes;
  }
}
