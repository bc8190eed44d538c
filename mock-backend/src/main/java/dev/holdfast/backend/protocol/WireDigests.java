package dev.holdfast.backend.protocol;

import dev.holdfast.backend.context.AgentContext;
import dev.holdfast.backend.context.ScalarValue;
import dev.holdfast.backend.context.StoredMessage;
import dev.holdfast.backend.context.ToolInvocation;
import dev.holdfast.backend.context.WorkflowState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The digests of the cheap check: SHA-256 in lower-case hex over UTF-8, fields ended by US (U+001F)
 * and records by RS (U+001E), as the section "Digests" of the protocol lays down.
 */
public final class WireDigests {
  static final char US = '\u001f';
  static final char RS = '\u001e';

  private WireDigests() {}

  /** The digest of the history: places, ids, roles and texts in order. */
  public static String history(AgentContext context) {
    StringBuilder text = new StringBuilder(256);
    for (StoredMessage message : context.history()) {
      text.append(message.seq()).append(US).append(message.id()).append(US);
      text.append(message.role().id()).append(US).append(message.content()).append(RS);
    }
    return sha256(text);
  }

  /** The digest of memory, workflow and tool calls. */
  public static String context(AgentContext context) {
    StringBuilder text = new StringBuilder(256);
    scalars(text, 'p', context.memory().preferences());
    scalars(text, 'v', context.memory().variables());
    WorkflowState workflow = context.workflow();
    text.append('w').append(US).append(workflow.currentStep());
    text.append(US).append(workflow.totalSteps());
    for (String step : workflow.pendingSteps()) {
      text.append(US).append(step);
    }
    text.append(RS);
    for (ToolInvocation call : context.toolCalls()) {
      text.append('t').append(US).append(call.id()).append(US).append(call.turn());
      text.append(US).append(call.tool()).append(US).append(call.result()).append(RS);
    }
    return sha256(text);
  }

  static List<Map.Entry<String, ScalarValue>> sorted(Map<String, ScalarValue> entries) {
    List<Map.Entry<String, ScalarValue>> sorted = new ArrayList<>(entries.entrySet());
    sorted.sort(Comparator.comparing(Map.Entry::getKey));
    return sorted;
  }

  private static void scalars(StringBuilder text, char mark, Map<String, ScalarValue> entries) {
    for (Map.Entry<String, ScalarValue> entry : sorted(entries)) {
      text.append(mark).append(US).append(entry.getKey());
      text.append(US).append(entry.getValue().form()).append(RS);
    }
  }

  private static String sha256(StringBuilder text) {
    try {
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
