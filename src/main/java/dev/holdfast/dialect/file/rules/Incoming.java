package dev.holdfast.dialect.file.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** One message of the server while it is read: its text, what a pattern found, its JSON. */
public final class Incoming {

  private static final String JSON_GROUP = "json";

  private final String text;
  private final Function<String, JsonNode> reader;
  private @Nullable JsonNode document;
  private @Nullable JsonNode found;
  private @Nullable Matcher match;

  public Incoming(String text) {
    this(text, Json::read);
  }

  /** One whose JSON somebody reads who knows some of it; a missing node where it is none. */
  public Incoming(String text, Function<String, JsonNode> reader) {
    this.text = text;
    this.reader = reader;
  }

  /** One whose framing was read already. */
  public Incoming(String text, JsonNode document) {
    this(text);
    this.document = document;
  }

  public String text() {
    return text;
  }

  /** From now on groups are those of this match, and the JSON is its group {@code json}, if any. */
  public void matched(Matcher matcher) {
    match = matcher;
    String json = Groups.has(matcher.pattern(), JSON_GROUP) ? matcher.group(JSON_GROUP) : null;
    found = json == null ? null : reader.apply(json);
  }

  public void unmatched() {
    match = null;
    found = null;
  }

  /** The JSON; a missing node where it is none. */
  public JsonNode json() {
    if (found != null) {
      return found;
    }
    if (document == null) {
      document = reader.apply(text);
    }
    return document;
  }

  @Nullable String group(String name) {
    return match == null ? null : Groups.find(match, name);
  }
}
