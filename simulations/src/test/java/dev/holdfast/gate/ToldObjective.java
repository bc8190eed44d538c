package dev.holdfast.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;

/** An objective as a verdict tells it. */
record ToldObjective(JsonNode json) {

  /** The objective with this id; fails where the verdict has none. */
  static ToldObjective in(JsonNode verdict, String id) {
    JsonNode all = verdict.get("objectives");
    return StreamSupport.stream(all.spliterator(), false)
        .filter(each -> each.get("id").asText().equals(id))
        .findFirst()
        .map(ToldObjective::new)
        .orElseThrow(() -> new AssertionError("no objective " + id + " in " + all));
  }

  String outcome() {
    return json.get("outcome").asText();
  }

  String measured() {
    return json.get("measured").asText();
  }

  boolean explainedByLateness() {
    return json.get("explainedByLateness").asBoolean();
  }
}
