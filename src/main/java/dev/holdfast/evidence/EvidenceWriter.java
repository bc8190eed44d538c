package dev.holdfast.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.holdfast.continuity.Finding;
import dev.holdfast.continuity.ForeignMarks;
import dev.holdfast.continuity.LedgerEntry;
import dev.holdfast.continuity.Mark;
import dev.holdfast.continuity.Reconnection;
import dev.holdfast.continuity.ServerEvent;
import java.io.Closeable;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Map;

/**
 * Writes evidence, one line a judgement. Safe for many threads, whose sessions' lines may mix; the
 * lines of one session stay in order.
 */
public final class EvidenceWriter implements Closeable {

  private static final JsonFactory JSON = new JsonFactory();

  private final Writer out;

  /** Writes to this, which is closed with the writer. */
  public EvidenceWriter(Writer out) {
    this.out = out;
  }

  /**
   * Begins the evidence of one session.
   *
   * @param key names the virtual user within the run; no two sessions share one
   * @param sessionId the session's public name; may be empty
   * @param marks tells foreign texts, normally the user's tag
   */
  public SessionEvidence session(String key, String sessionId, ForeignMarks marks) {
    return new SessionEvidence(this, key, sessionId, marks);
  }

  /**
   * Writes one line.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  void write(Evidence evidence, TextTable texts) {
    // The body comes before the texts that it numbers, so it is kept until they are written.
    try {
      StringWriter line = new StringWriter();
      try (JsonGenerator json = JSON.createGenerator(line)) {
        json.writeStartObject();
        json.writeStringField("key", evidence.key());
        json.writeStringField("session", evidence.sessionId());
        body(json, evidence, texts);
        json.writeArrayFieldStart("texts");
        for (String text : texts.takeFresh()) {
          json.writeString(text);
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      line.write('\n');
      synchronized (out) {
        out.write(line.toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("evidence cannot be written", e);
    }
  }

  private static void body(JsonGenerator json, Evidence evidence, TextTable texts)
      throws IOException {
    EventWriter events = new EventWriter(json, texts);
    json.writeArrayFieldStart("entries");
    for (LedgerEntry entry : evidence.entries()) {
      events.entry(entry);
    }
    json.writeEndArray();
    reconnection(json, evidence.reconnection(), events);
    json.writeArrayFieldStart("foreign");
    for (Map.Entry<String, Mark> foreign : evidence.foreign().entrySet()) {
      json.writeStartArray();
      json.writeNumber(texts.numberOf(foreign.getKey()));
      json.writeNumber(foreign.getValue().user());
      json.writeNumber(foreign.getValue().number());
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeStringField("outcome", evidence.judgement().outcome().name());
    json.writeStringField("gap", evidence.judgement().gapClass().name());
    json.writeArrayFieldStart("findings");
    for (Finding finding : evidence.judgement().findings()) {
      json.writeStartArray();
      json.writeString(finding.anomaly().id());
      json.writeString(finding.owed());
      json.writeString(finding.came());
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private static void reconnection(JsonGenerator json, Reconnection came, EventWriter events)
      throws IOException {
    json.writeObjectFieldStart("reconnection");
    json.writeNumberField("cycle", came.cycle());
    json.writeBooleanField("entitled", came.entitled());
    json.writeBooleanField("idle", came.agentIdle());
    json.writeNumberField("gapAtLeastNanos", came.gap().atLeast().toNanos());
    json.writeNumberField("gapAtMostNanos", came.gap().atMost().toNanos());
    json.writeStringField("admission", came.admission().kind().name());
    json.writeStringField("detail", came.admission().detail());
    json.writeNumberField("restoreNanos", came.restore().toNanos());
    json.writeStringField("takeover", came.takeover().name());
    json.writeStringField("whereabouts", came.whereabouts().name());
    json.writeArrayFieldStart("events");
    for (ServerEvent event : came.events()) {
      events.event(event);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  @Override
  public void close() throws IOException {
    synchronized (out) {
      out.close();
    }
  }
}
