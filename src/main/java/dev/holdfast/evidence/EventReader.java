package dev.holdfast.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.continuity.model.GapClass;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Origin;
import dev.holdfast.continuity.model.Role;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.ToolCall;
import dev.holdfast.continuity.model.Workflow;
import dev.holdfast.continuity.owed.Fetch;
import dev.holdfast.continuity.owed.LedgerEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what {@link EventWriter} wrote. */
final class EventReader {

  private final List<String> texts;
  private final HistoryTable histories;

  EventReader(List<String> texts, HistoryTable histories) {
    this.texts = texts;
    this.histories = histories;
  }

  LedgerEntry entry(JsonNode fields) {
    return switch (fields.path(0).asText()) {
      case "sent" ->
          new LedgerEntry.Sent(
              text(fields.path(1)),
              text(fields.path(2)),
              knownMemory(fields.path(3)),
              fields.path(4).asBoolean());
      case "lost" -> new LedgerEntry.ConnectionLost();
      case "spoken" -> new LedgerEntry.Spoken(text(fields.path(1)), fields.path(2).asBoolean());
      case "listened" -> new LedgerEntry.Listened();
      case "asked" -> new LedgerEntry.Asked(Fetch.valueOf(fields.path(1).asText()));
      case "vain" -> new LedgerEntry.AskedInVain();
      case "unheard" -> new LedgerEntry.Unheard(text(fields.path(1)));
      case "accepted" -> new LedgerEntry.Accepted(text(fields.path(1)));
      case "granted" -> new LedgerEntry.Granted(text(fields.path(1)));
      default -> new LedgerEntry.Observed(event(fields));
    };
  }

  ServerEvent event(JsonNode fields) {
    return switch (fields.path(0).asText()) {
      case "acked" ->
          new ServerEvent.Acked(
              text(fields.path(1)), fields.path(2).asLong(), fields.path(3).asLong());
      case "chunk" ->
          new ServerEvent.Chunk(
              text(fields.path(1)),
              fields.path(2).asInt(),
              text(fields.path(3)),
              fields.has(4)
                  ? ServerEvent.Chunk.Then.valueOf(fields.path(4).asText())
                  : ServerEvent.Chunk.Then.UNTOLD);
      case "tool" -> new ServerEvent.ToolCalled(call(fields.path(1)), fields.path(2).asLong());
      case "answered" ->
          new ServerEvent.Answered(
              text(fields.path(1)),
              message(fields.path(2)),
              fields.path(3).asLong(),
              memory(fields.path(4)),
              workflow(fields.path(5)));
      case "history" -> history(fields);
      case "context" ->
          new ServerEvent.Context(
              text(fields.path(1)),
              new Origin(text(fields.path(6)), time(fields.path(7))),
              knownMemory(fields.path(2)),
              knownWorkflow(fields.path(3)),
              calls(fields.path(4)),
              fields.path(5).asLong());
      case "checked" ->
          new ServerEvent.Checked(
              fields.path(1).asLong(),
              fields.path(2).asInt(),
              text(fields.path(3)),
              text(fields.path(4)),
              fields.path(5).asBoolean());
      default -> notice(fields);
    };
  }

  String text(JsonNode number) {
    String text = textOrNull(number);
    if (text == null) {
      throw new IllegalArgumentException("a text must have a known number, got: " + number);
    }
    return text;
  }

  private ServerEvent notice(JsonNode fields) {
    return switch (fields.path(0).asText()) {
      case "established" ->
          new ServerEvent.Established(
              text(fields.path(1)),
              fields.path(2).asBoolean(),
              fields.path(3).asBoolean(),
              fields.path(4).asBoolean(),
              fields.path(5).asBoolean(),
              fields.path(6).asLong());
      case "status" -> {
        String gapClass = textOrNull(fields.path(3));
        yield new ServerEvent.Status(
            fields.path(1).asBoolean(),
            fields.path(2).asDouble(),
            gapClass == null ? null : GapClass.valueOf(gapClass),
            textOrNull(fields.path(4)),
            fields.path(5).asBoolean(),
            fields.path(6).asBoolean());
      }
      case "refused" -> new ServerEvent.Refused(text(fields.path(1)), text(fields.path(2)));
      case "notified" -> new ServerEvent.Notified(text(fields.path(1)), text(fields.path(2)));
      case "shutdown" -> new ServerEvent.ShutdownAnnounced(text(fields.path(1)));
      case "unreadable" -> new ServerEvent.Unreadable(text(fields.path(1)));
      case "pong" -> new ServerEvent.Pong();
      case "token" -> new ServerEvent.TokenAccepted();
      default ->
          throw new IllegalArgumentException(
              "an event must be of a known kind, got: " + fields.path(0));
    };
  }

  private @Nullable String textOrNull(JsonNode number) {
    int at = number.asInt(-1);
    return at < 0 || at >= texts.size() ? null : texts.get(at);
  }

  private ServerEvent history(JsonNode fields) {
    boolean goesOn = fields.path(1).isInt();
    int at = goesOn ? 2 : 1;
    List<Message> others = new ArrayList<>(fields.path(at).size());
    fields.path(at).forEach(each -> others.add(message(each)));
    return new ServerEvent.History(
        histories.follow(goesOn ? fields.path(1).asInt() : 0, others),
        fields.path(at + 1).asLong(),
        callsMade(fields, at + 2));
  }

  private Map<String, Integer> callsMade(JsonNode history, int from) {
    Map<String, Integer> made = new TreeMap<>();
    for (int at = from; at + 1 < history.size(); at += 2) {
      made.put(text(history.path(at)), history.path(at + 1).asInt());
    }
    return made;
  }

  private Message message(JsonNode fields) {
    return new Message(
        fields.path(0).asLong(),
        text(fields.path(1)),
        fields.path(2).asText().equals("u") ? Role.USER : Role.AGENT,
        text(fields.path(3)),
        textOrNull(fields.path(4)),
        time(fields.path(5)));
  }

  private static long time(JsonNode millis) {
    return millis.asLong(Message.UNTIMED);
  }

  private List<ToolCall> calls(JsonNode array) {
    List<ToolCall> calls = new ArrayList<>(array.size());
    array.forEach(fields -> calls.add(call(fields)));
    return calls;
  }

  private ToolCall call(JsonNode fields) {
    return new ToolCall(
        text(fields.path(0)), text(fields.path(1)), text(fields.path(2)), text(fields.path(3)));
  }

  private @Nullable Memory memory(JsonNode fields) {
    return fields.isNull() ? null : knownMemory(fields);
  }

  private Memory knownMemory(JsonNode fields) {
    return new Memory(entries(fields.path(0)), entries(fields.path(1)));
  }

  private Map<String, String> entries(JsonNode array) {
    Map<String, String> entries = new TreeMap<>();
    for (int at = 0; at + 1 < array.size(); at += 2) {
      entries.put(text(array.path(at)), text(array.path(at + 1)));
    }
    return entries;
  }

  private @Nullable Workflow workflow(JsonNode fields) {
    return fields.isNull() ? null : knownWorkflow(fields);
  }

  private Workflow knownWorkflow(JsonNode fields) {
    List<String> pending = new ArrayList<>();
    for (int at = 2; at < fields.size(); at++) {
      pending.add(text(fields.path(at)));
    }
    return new Workflow(fields.path(0).asInt(), fields.path(1).asInt(), pending);
  }
}
