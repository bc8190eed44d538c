package dev.holdfast.evidence;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.holdfast.continuity.model.Memory;
import dev.holdfast.continuity.model.Message;
import dev.holdfast.continuity.model.Role;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.model.ToolCall;
import dev.holdfast.continuity.model.Workflow;
import dev.holdfast.continuity.owed.LedgerEntry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes ledger entries and events as arrays: a kind, then the fields in order, texts as numbers.
 *
 * <p>By hand, for it is a form of its own: as objects with their texts, the same 25 returns took 79
 * KB instead of 57 KB before they are compressed, and every byte of a run's evidence is written
 * while the run goes on. Databind knows no table of texts that a session's lines share.
 */
final class EventWriter {

  private final JsonGenerator json;
  private final TextTable texts;
  private final HistoryTable histories;

  EventWriter(JsonGenerator json, TextTable texts, HistoryTable histories) {
    this.json = json;
    this.texts = texts;
    this.histories = histories;
  }

  void entry(LedgerEntry entry) throws IOException {
    if (entry instanceof LedgerEntry.Observed observed) {
      event(observed.event());
      return;
    }
    json.writeStartArray();
    if (entry instanceof LedgerEntry.Sent sent) {
      json.writeString("sent");
      text(sent.messageId());
      text(sent.content());
      memory(sent.memory());
      json.writeBoolean(sent.replyExpected());
    } else if (entry instanceof LedgerEntry.Granted granted) {
      json.writeString("granted");
      text(granted.userId());
    } else if (entry instanceof LedgerEntry.Spoken spoken) {
      json.writeString("spoken");
      text(spoken.text());
      json.writeBoolean(spoken.away());
    } else if (entry instanceof LedgerEntry.Accepted accepted) {
      json.writeString("accepted");
      text(accepted.text());
    } else if (entry instanceof LedgerEntry.Unheard unheard) {
      json.writeString("unheard");
      text(unheard.text());
    } else if (entry instanceof LedgerEntry.Listened) {
      json.writeString("listened");
    } else if (entry instanceof LedgerEntry.Asked asked) {
      json.writeString("asked");
      json.writeString(asked.what().name());
    } else if (entry instanceof LedgerEntry.AskedInVain) {
      json.writeString("vain");
    } else {
      json.writeString("lost");
    }
    json.writeEndArray();
  }

  void event(ServerEvent event) throws IOException {
    json.writeStartArray();
    if (event instanceof ServerEvent.Acked acked) {
      json.writeString("acked");
      text(acked.messageId());
      json.writeNumber(acked.seq());
      json.writeNumber(acked.version());
    } else if (event instanceof ServerEvent.Chunk chunk) {
      json.writeString("chunk");
      text(chunk.turn());
      json.writeNumber(chunk.number());
      json.writeNumber(texts.numberOfOne(chunk.data()));
      if (chunk.then() != ServerEvent.Chunk.Then.UNTOLD) {
        json.writeString(chunk.then().name());
      }
    } else if (event instanceof ServerEvent.ToolCalled called) {
      json.writeString("tool");
      call(called.call());
      json.writeNumber(called.version());
    } else if (event instanceof ServerEvent.Answered answered) {
      json.writeString("answered");
      text(answered.turn());
      message(answered.message());
      json.writeNumber(answered.version());
      memory(answered.memory());
      workflow(answered.workflow());
    } else {
      reply(event);
    }
    json.writeEndArray();
  }

  private void reply(ServerEvent event) throws IOException {
    if (event instanceof ServerEvent.History history) {
      json.writeString("history");
      messages(history.messages());
      json.writeNumber(history.version());
      for (Map.Entry<String, Integer> calls : history.callsMade().entrySet()) {
        text(calls.getKey());
        json.writeNumber(calls.getValue());
      }
    } else if (event instanceof ServerEvent.Context context) {
      json.writeString("context");
      text(context.sessionId());
      memory(context.memory());
      workflow(context.workflow());
      json.writeStartArray();
      for (ToolCall call : context.toolCalls()) {
        call(call);
      }
      json.writeEndArray();
      json.writeNumber(context.version());
      text(context.origin().userId());
      time(context.origin().createdAt());
    } else if (event instanceof ServerEvent.Checked checked) {
      json.writeString("checked");
      json.writeNumber(checked.version());
      json.writeNumber(checked.messageCount());
      json.writeNumber(texts.numberOfOne(checked.historyDigest()));
      json.writeNumber(texts.numberOfOne(checked.contextDigest()));
      json.writeBoolean(checked.recognised());
    } else {
      notice(event);
    }
  }

  private void notice(ServerEvent event) throws IOException {
    if (event instanceof ServerEvent.Established established) {
      json.writeString("established");
      text(established.sessionId());
      json.writeBoolean(established.recognised());
      json.writeBoolean(established.securityPassed());
      json.writeBoolean(established.contextAvailable());
      json.writeBoolean(established.locationChanged());
      json.writeNumber(established.version());
    } else if (event instanceof ServerEvent.Status status) {
      json.writeString("status");
      json.writeBoolean(status.preserved());
      json.writeNumber(status.preservationRate());
      text(status.gapClass() == null ? null : status.gapClass().name());
      text(status.warning());
      json.writeBoolean(status.expired());
      json.writeBoolean(status.cleanSessionStarted());
    } else if (event instanceof ServerEvent.Refused refused) {
      json.writeString("refused");
      text(refused.code());
      text(refused.message());
    } else if (event instanceof ServerEvent.Notified notified) {
      json.writeString("notified");
      text(notified.messageId());
      text(notified.content());
    } else if (event instanceof ServerEvent.ShutdownAnnounced shutdown) {
      json.writeString("shutdown");
      text(shutdown.reason());
    } else if (event instanceof ServerEvent.Unreadable unreadable) {
      json.writeString("unreadable");
      text(unreadable.reason());
    } else {
      json.writeString(event instanceof ServerEvent.Pong ? "pong" : "token");
    }
  }

  /** Those that the history before had too, only by how many they are. */
  private void messages(List<Message> messages) throws IOException {
    int same = histories.follow(messages);
    if (same > 0) {
      json.writeNumber(same);
    }
    json.writeStartArray();
    for (Message message : messages.subList(same, messages.size())) {
      message(message);
    }
    json.writeEndArray();
  }

  private void message(Message message) throws IOException {
    json.writeStartArray();
    json.writeNumber(message.seq());
    text(message.id());
    json.writeString(message.role() == Role.USER ? "u" : "a");
    text(message.content());
    text(message.inReplyTo());
    time(message.at());
    json.writeEndArray();
  }

  /** Comes last, and only where it is told. */
  private void time(long millis) throws IOException {
    if (millis != Message.UNTIMED) {
      json.writeNumber(millis);
    }
  }

  private void call(ToolCall call) throws IOException {
    json.writeStartArray();
    text(call.id());
    text(call.turn());
    text(call.tool());
    text(call.result());
    json.writeEndArray();
  }

  private void memory(@Nullable Memory memory) throws IOException {
    if (memory == null) {
      json.writeNull();
      return;
    }
    json.writeStartArray();
    entries(memory.preferences());
    entries(memory.variables());
    json.writeEndArray();
  }

  private void entries(Map<String, String> entries) throws IOException {
    json.writeStartArray();
    for (Map.Entry<String, String> entry : entries.entrySet()) {
      text(entry.getKey());
      text(entry.getValue());
    }
    json.writeEndArray();
  }

  private void workflow(@Nullable Workflow workflow) throws IOException {
    if (workflow == null) {
      json.writeNull();
      return;
    }
    json.writeStartArray();
    json.writeNumber(workflow.currentStep());
    json.writeNumber(workflow.totalSteps());
    for (String step : workflow.pendingSteps()) {
      text(step);
    }
    json.writeEndArray();
  }

  private void text(@Nullable String text) throws IOException {
    json.writeNumber(texts.numberOf(text));
  }
}
