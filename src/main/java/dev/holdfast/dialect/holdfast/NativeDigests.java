package dev.holdfast.dialect.holdfast;

import dev.holdfast.continuity.model.Digests;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.ToolCall;
import dev.holdfast.continuity.model.Workflow;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The digests of the native protocol: {@code docs/protocol.md}, section "Digests". */
final class NativeDigests implements Digests {

  private static final char US = '\u001f';
  private static final char RS = '\u001e';

  @Override
  public String historyDigest(List<Message> history) {
    StringBuilder text = new StringBuilder();
    for (Message message : history) {
      text.append(message.seq()).append(US).append(message.id()).append(US);
      text.append(message.role().id()).append(US).append(message.content()).append(RS);
    }
    return sha256(text);
  }

  @Override
  public String contextDigest(Memory memory, Workflow workflow, List<ToolCall> toolCalls) {
    StringBuilder text = new StringBuilder();
    entries(text, 'p', memory.preferences());
    entries(text, 'v', memory.variables());
    text.append('w').append(US).append(workflow.currentStep());
    text.append(US).append(workflow.totalSteps());
    for (String step : workflow.pendingSteps()) {
      text.append(US).append(step);
    }
    text.append(RS);
    for (ToolCall call : toolCalls) {
      text.append('t').append(US).append(call.id()).append(US).append(call.turn());
      text.append(US).append(call.tool()).append(US).append(call.result()).append(RS);
    }
    return sha256(text);
  }

  private static void entries(StringBuilder text, char kind, Map<String, String> sorted) {
    sorted.forEach(
        (key, value) ->
            text.append(kind).append(US).append(key).append(US).append(value).append(RS));
  }

  private static String sha256(StringBuilder text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha.digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
