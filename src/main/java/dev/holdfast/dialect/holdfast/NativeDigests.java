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
import java.util.function.Function;

/** The digests of the native protocol: {@code docs/protocol.md}, section "Digests". */
final class NativeDigests implements Digests {

  private static final char US = '\u001f';
  private static final char RS = '\u001e';

  @Override
  public String historyDigest(List<Message> history) {
    return new HistoryDigests().of(history);
  }

  @Override
  public Function<List<Message>, String> histories() {
    return new HistoryDigests()::of;
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
    return hexadecimal(sha256().digest(bytes(text)));
  }

  private static byte[] bytes(StringBuilder text) {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String hexadecimal(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Histories that go on from one another: of messages that are the very same objects as before the
   * digest is known. Mutable, for one thread at a time.
   */
  private static final class HistoryDigests {

    private List<Message> digested = List.of();
    private MessageDigest state = sha256();

    String of(List<Message> history) {
      int from = goesOn(history) ? digested.size() : 0;
      if (from == 0) {
        state.reset();
      }
      StringBuilder text = new StringBuilder();
      for (Message message : history.subList(from, history.size())) {
        text.append(message.seq()).append(US).append(message.id()).append(US);
        text.append(message.role().id()).append(US).append(message.content()).append(RS);
      }
      state.update(bytes(text));
      digested = history;
      try {
        return hexadecimal(((MessageDigest) state.clone()).digest());
      } catch (CloneNotSupportedException e) {
        throw new IllegalStateException("the platform's SHA-256 can be cloned", e);
      }
    }

    private boolean goesOn(List<Message> history) {
      if (digested.size() > history.size()) {
        return false;
      }
      for (int at = 0; at < digested.size(); at++) {
        if (!digested.get(at).isVery(history.get(at))) {
          return false;
        }
      }
      return true;
    }
  }
}
