package dev.holdfast.backend;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeSet;

/** The digests of docs/protocol.md, worked out from what a client was shown. */
final class ProtocolDigests {
  private ProtocolDigests() {}

  static String ofHistory(JsonNode history) {
    StringBuilder text = new StringBuilder();
    for (JsonNode message : history) {
      text.append(message.get("seq").asText()).append('\u001f');
      text.append(message.get("id").asText()).append('\u001f');
      text.append(message.get("role").asText()).append('\u001f');
      text.append(message.get("content").asText()).append('\u001e');
    }
    return sha256(text.toString());
  }

  static String ofContext(JsonNode context) {
    StringBuilder text = new StringBuilder();
    JsonNode memory = context.get("agent_memory");
    entries(text, "p", memory.get("user_preferences"));
    entries(text, "v", memory.get("variables"));
    JsonNode workflow = memory.get("workflow_state");
    text.append("w\u001f").append(workflow.get("current_step").asText());
    text.append('\u001f').append(workflow.get("total_steps").asText());
    workflow.get("pending_steps").forEach(step -> text.append('\u001f').append(step.asText()));
    text.append('\u001e');
    for (JsonNode call : context.get("tool_call_history")) {
      text.append("t\u001f").append(call.get("tool_call_id").asText());
      text.append('\u001f').append(call.get("turn").asText());
      text.append('\u001f').append(call.get("tool").asText());
      text.append('\u001f').append(call.get("result").asText()).append('\u001e');
    }
    return sha256(text.toString());
  }

  private static void entries(StringBuilder text, String mark, JsonNode entries) {
    TreeSet<String> keys = new TreeSet<>();
    entries.fieldNames().forEachRemaining(keys::add);
    for (String key : keys) {
      text.append(mark).append('\u001f').append(key).append('\u001f');
      text.append(form(entries.get(key))).append('\u001e');
    }
  }

  /** A string is written bare unless it would read as another value. */
  private static String form(JsonNode value) {
    String text = value.asText();
    boolean ambiguous =
        text.matches("\".*|true|false|null|-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");
    return value.isTextual() && ambiguous ? '"' + text + '"' : text;
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
