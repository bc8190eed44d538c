package dev.holdfast.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.holdfast.continuity.Admission;
import dev.holdfast.continuity.Anomaly;
import dev.holdfast.continuity.Finding;
import dev.holdfast.continuity.Gap;
import dev.holdfast.continuity.GapClass;
import dev.holdfast.continuity.Judgement;
import dev.holdfast.continuity.LedgerEntry;
import dev.holdfast.continuity.Mark;
import dev.holdfast.continuity.Outcome;
import dev.holdfast.continuity.Reconnection;
import dev.holdfast.continuity.ServerEvent;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads evidence in the order in which it was written. For one thread; holds the texts of all
 * sessions that it has read.
 */
public final class EvidenceReader implements Closeable {

  private static final JsonMapper JSON = new JsonMapper();

  private final BufferedReader in;
  private final Map<String, List<String>> textsByKey = new HashMap<>();
  private long line;

  /** Reads from this, which is closed with the reader. */
  public EvidenceReader(BufferedReader in) {
    this.in = in;
  }

  /**
   * The next judgement; null at the end. A last line that was cut, as by a killed run, is the end.
   *
   * @throws IOException if nothing can be read
   * @throws IllegalArgumentException if a line is no evidence; the text names the line
   */
  public @Nullable Evidence next() throws IOException {
    String text = in.readLine();
    if (text == null) {
      return null;
    }
    line++;
    try {
      return evidence(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      if (in.readLine() == null) {
        return null;
      }
      throw new IllegalArgumentException("line " + line + " must be JSON, got: something else", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("line " + line + ": " + e.getMessage(), e);
    }
  }

  private Evidence evidence(JsonNode node) {
    String key = node.path("key").asText();
    List<String> texts = textsByKey.computeIfAbsent(key, any -> new ArrayList<>());
    node.path("texts").forEach(text -> texts.add(text.asText()));
    EventReader events = new EventReader(texts);
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
        judgement(node));
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
        Reconnection.Whereabouts.valueOf(node.path("whereabouts").asText()));
  }

  private static Judgement judgement(JsonNode node) {
    List<Finding> findings = new ArrayList<>();
    node.path("findings")
        .forEach(
            fields ->
                findings.add(
                    new Finding(
                        Anomaly.of(fields.path(0).asText()),
                        fields.path(1).asText(),
                        fields.path(2).asText())));
    return new Judgement(
        Outcome.valueOf(node.path("outcome").asText()),
        GapClass.valueOf(node.path("gap").asText()),
        findings);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
