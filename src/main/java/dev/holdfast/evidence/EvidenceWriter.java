package dev.holdfast.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SegmentedStringWriter;
import com.fasterxml.jackson.core.util.BufferRecycler;
import dev.holdfast.continuity.model.Finding;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Mark;
import dev.holdfast.continuity.model.Reconnection;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.owed.LedgerEntry;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Cohorts;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes evidence, one line for each thing that it tells. Safe for many threads, whose sessions'
 * lines may mix; the lines of one session stay in order. The first line says whose evidence it is,
 * the last one how many lines lie between, so that a reader knows that it has them all.
 */
public final class EvidenceWriter implements Closeable {

  /** Of the form; a reader refuses any other. */
  static final int VERSION = 3;

  /** Characters of a line; the text of a session is written once, so a line is hardly longer. */
  static final int LONGEST_LINE = 16 << 20;

  private static final JsonFactory JSON = new JsonFactory();

  private final Writer out;
  private long told;
  private boolean ended;

  /** Writes to this, which is closed with the writer. */
  public EvidenceWriter(Writer out) {
    this.out = out;
  }

  /** Writes whose evidence it is; to be called before all else. */
  void begin(EvidenceHeader header) {
    put(
        line(
            json -> {
              json.writeNumberField("evidence", VERSION);
              json.writeStringField("run", header.run());
              json.writeStringField("startedAt", header.startedAt().toString());
            }));
  }

  /** Writes that this is all; nothing is written after it. */
  void end() {
    synchronized (out) {
      if (!ended) {
        ended = true;
        put(line(json -> json.writeNumberField("end", told)));
      }
    }
  }

  void write(Evidence evidence, TextTable texts, HistoryTable histories) {
    // The body comes before the texts that it numbers, so it is kept until they are written.
    tell(
        json -> {
          json.writeStringField("key", evidence.key());
          json.writeStringField("session", evidence.sessionId());
          body(json, evidence, texts, histories);
          json.writeArrayFieldStart("texts");
          for (String text : texts.takeFresh()) {
            json.writeString(text);
          }
          json.writeEndArray();
        });
  }

  void write(EvidenceLine.NeverBegun never) {
    tell(
        json -> {
          json.writeStringField("key", never.key());
          judgement(json, never);
        });
  }

  void write(EvidenceLine.Aside aside) {
    tell(
        json -> {
          json.writeStringField("key", aside.key());
          findings(json, "aside", aside.findings());
        });
  }

  void write(EvidenceLine.SessionEnd end) {
    tell(
        json -> {
          json.writeStringField("key", end.key());
          json.writeBooleanField("ended", true);
        });
  }

  private interface Body {
    void to(JsonGenerator json) throws IOException;
  }

  /** Writes one line, unless the evidence has ended. */
  private void tell(Body body) {
    String line = line(body);
    synchronized (out) {
      if (!ended) {
        told++;
        put(line);
      }
    }
  }

  private void put(String line) {
    try {
      synchronized (out) {
        out.write(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("evidence cannot be written", e);
    }
  }

  private static String line(Body body) {
    BufferRecycler recycler = JSON._getBufferRecycler();
    try (SegmentedStringWriter line = new SegmentedStringWriter(recycler)) {
      try (JsonGenerator json = JSON.createGenerator(line)) {
        json.writeStartObject();
        body.to(json);
        json.writeEndObject();
      }
      line.write('\n');
      return line.getAndClear();
    } catch (IOException e) {
      throw new UncheckedIOException("evidence cannot be written", e);
    } finally {
      recycler.releaseToPool();
    }
  }

  private static void body(
      JsonGenerator json, Evidence evidence, TextTable texts, HistoryTable histories)
      throws IOException {
    EventWriter events = new EventWriter(json, texts, histories);
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
    judgement(json, evidence);
  }

  private static void judgement(JsonGenerator json, EvidenceLine.Judged judged) throws IOException {
    Judgement judgement = judged.judgement();
    json.writeStringField("outcome", judgement.outcome().name());
    json.writeStringField("gap", judgement.gapClass().name());
    findings(json, "findings", judgement.findings());
    if (!judgement.excused().isEmpty()) {
      findings(json, "excused", judgement.excused());
    }
    cohorts(json, judged.countedIn());
  }

  private static void findings(JsonGenerator json, String name, List<Finding> findings)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Finding finding : findings) {
      json.writeStartArray();
      json.writeString(finding.anomaly().id());
      json.writeString(finding.owed());
      json.writeString(finding.came());
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private static void cohorts(JsonGenerator json, @Nullable Cohorts cohorts) throws IOException {
    if (cohorts != null) {
      json.writeArrayFieldStart("in");
      for (Cohort cohort : cohorts) {
        if (!cohort.equals(Cohort.ALL)) {
          json.writeString(cohort.toString());
        }
      }
      json.writeEndArray();
    }
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
    if (came.outage() != Reconnection.Outage.NONE) {
      json.writeStringField("outage", came.outage().name());
    }
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
      end();
      out.close();
    }
  }
}
