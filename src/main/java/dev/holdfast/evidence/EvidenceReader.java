package dev.holdfast.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.holdfast.continuity.model.Admission;
import dev.holdfast.continuity.model.Anomaly;
import dev.holdfast.continuity.model.Finding;
import dev.holdfast.continuity.model.Gap;
import dev.holdfast.continuity.model.GapClass;
import dev.holdfast.continuity.model.Judgement;
import dev.holdfast.continuity.model.Mark;
import dev.holdfast.continuity.model.Outcome;
import dev.holdfast.continuity.model.Reconnection;
import dev.holdfast.continuity.model.ServerEvent;
import dev.holdfast.continuity.owed.LedgerEntry;
import dev.holdfast.measure.Cohort;
import dev.holdfast.measure.Cohorts;
import dev.holdfast.measure.files.BoundedLines;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads evidence in the order in which it was written. For one thread; holds the texts of the
 * sessions that have begun and not ended.
 */
public final class EvidenceReader implements Closeable {

  private static final JsonMapper JSON = new JsonMapper();

  /** Its histories were all told in full, which can be read as well. */
  private static final int OLDEST = 2;

  private final BoundedLines in;
  private final Map<String, Known> knownByKey = new HashMap<>();
  private @Nullable EvidenceHeader header;
  private long told;
  private long promised = -1;

  /** What a session's lines refer to. */
  private static final class Known {
    private final List<String> texts = new ArrayList<>();
    private final HistoryTable histories = new HistoryTable();
  }

  /** Reads from this, which is closed with the reader. */
  public EvidenceReader(Reader in) {
    this.in = new BoundedLines(in, EvidenceWriter.LONGEST_LINE);
  }

  /**
   * What is told next; null at the end. A last line that was cut, as by a killed run, is the end.
   *
   * @throws IOException if nothing can be read, or a line is too long
   * @throws IllegalArgumentException if a line is no evidence; the text names the line
   */
  public @Nullable EvidenceLine next() throws IOException {
    for (String text = in.next(); text != null && in.isWhole(); text = in.next()) {
      try {
        EvidenceLine line = line(JSON.readTree(text));
        if (line != null) {
          told++;
          return line;
        }
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException(
            "line " + in.number() + " must be JSON, got: something else", e);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("line " + in.number() + ": " + e.getMessage(), e);
      }
    }
    return null;
  }

  /** Whose evidence it is, as far as it was read; empty if it does not say. */
  public Optional<EvidenceHeader> header() {
    return Optional.ofNullable(header);
  }

  /** Whether the end was read, and all that was written before it. */
  public boolean isWhole() {
    return promised == told;
  }

  /** Sessions that have begun and not ended, whose texts are held. */
  int open() {
    return knownByKey.size();
  }

  /** Null of the first and of the last line, which tell of no session. */
  private @Nullable EvidenceLine line(JsonNode node) {
    if (node.has("evidence")) {
      header = header(node);
      return null;
    }
    if (node.has("end")) {
      promised = node.path("end").asLong(-1);
      return null;
    }
    String key = node.path("key").asText();
    if (node.has("ended")) {
      knownByKey.remove(key);
      return new EvidenceLine.SessionEnd(key);
    }
    if (node.has("aside")) {
      return new EvidenceLine.Aside(key, findings(node.path("aside")));
    }
    return node.has("reconnection")
        ? evidence(key, node)
        : new EvidenceLine.NeverBegun(key, judgement(node), cohorts(node));
  }

  private static EvidenceHeader header(JsonNode node) {
    int version = node.path("evidence").asInt();
    if (version < OLDEST || version > EvidenceWriter.VERSION) {
      throw new IllegalArgumentException(
          "evidence must be of version "
              + OLDEST
              + " to "
              + EvidenceWriter.VERSION
              + ", got: "
              + node.path("evidence"));
    }
    try {
      return new EvidenceHeader(
          node.path("run").asText(), Instant.parse(node.path("startedAt").asText()));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "startedAt must be an instant, got: " + node.path("startedAt"), e);
    }
  }

  private Evidence evidence(String key, JsonNode node) {
    Known known = knownByKey.computeIfAbsent(key, any -> new Known());
    node.path("texts").forEach(text -> known.texts.add(text.asText()));
    EventReader events = new EventReader(known.texts, known.histories);
    List<LedgerEntry> entries = new ArrayList<>();
    node.path("entries").forEach(entry -> entries.add(events.entry(entry)));
    Map<String, Mark> foreign = new HashMap<>();
    node.path("foreign")
        .forEach(
            fields ->
                foreign.put(
                    events.text(fields.path(0)),
                    new Mark(fields.path(1).asInt(), fields.path(2).asInt(), Mark.Origin.FOREIGN)));
    return new Evidence(
        key,
        node.path("session").asText(),
        entries,
        foreign,
        reconnection(node.path("reconnection"), events),
        judgement(node),
        cohorts(node));
  }

  private static @Nullable Cohorts cohorts(JsonNode node) {
    if (!node.has("in")) {
      return null;
    }
    Cohorts cohorts = Cohorts.all();
    for (JsonNode name : node.path("in")) {
      Cohort cohort = Cohort.of(name.asText());
      cohorts = cohorts.with(cohort.dimension(), cohort.value());
    }
    return cohorts;
  }

  private static Reconnection reconnection(JsonNode node, EventReader events) {
    List<ServerEvent> came = new ArrayList<>();
    node.path("events").forEach(event -> came.add(events.event(event)));
    return new Reconnection(
        node.path("cycle").asInt(),
        node.path("entitled").asBoolean(),
        node.path("idle").asBoolean(),
        new Gap(
            Duration.ofNanos(node.path("gapAtLeastNanos").asLong()),
            Duration.ofNanos(node.path("gapAtMostNanos").asLong())),
        new Admission(
            Admission.Kind.valueOf(node.path("admission").asText()), node.path("detail").asText()),
        came,
        Duration.ofNanos(node.path("restoreNanos").asLong()),
        Reconnection.Takeover.valueOf(node.path("takeover").asText()),
        Reconnection.Whereabouts.valueOf(node.path("whereabouts").asText()),
        Reconnection.Outage.valueOf(node.path("outage").asText(Reconnection.Outage.NONE.name())));
  }

  private static Judgement judgement(JsonNode node) {
    return new Judgement(
        Outcome.valueOf(node.path("outcome").asText()),
        GapClass.valueOf(node.path("gap").asText()),
        findings(node.path("findings")),
        findings(node.path("excused")));
  }

  private static List<Finding> findings(JsonNode array) {
    List<Finding> findings = new ArrayList<>();
    array.forEach(
        fields ->
            findings.add(
                new Finding(
                    Anomaly.of(fields.path(0).asText()),
                    fields.path(1).asText(),
                    fields.path(2).asText())));
    return findings;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
