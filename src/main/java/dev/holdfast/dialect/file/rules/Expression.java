package dev.holdfast.dialect.file.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a value stands in a message: a place in its JSON, or a group of its pattern. */
public final class Expression {

  private static final String ONLY_TEXT = "text ";

  private final String source;
  private final @Nullable String group;
  private final JsonPath path;
  private final boolean onlyText;

  private Expression(String source, @Nullable String group, JsonPath path, boolean onlyText) {
    this.source = source;
    this.group = group;
    this.path = path;
    this.onlyText = onlyText;
  }

  /**
   * Compiles {@code /a/b}, {@code $group}, or {@code text /a/b}, which is there for strings alone.
   *
   * @throws IllegalArgumentException if it is none of them; the text says the rule
   */
  public static Expression of(String source) {
    if (source.startsWith("$")) {
      return new Expression(source, source.substring(1), JsonPath.of(""), false);
    }
    boolean onlyText = source.startsWith(ONLY_TEXT);
    String path = onlyText ? source.substring(ONLY_TEXT.length()) : source;
    return new Expression(source, null, JsonPath.of(path), onlyText);
  }

  /** The group that it names; null where it names a place. */
  public @Nullable String group() {
    return group;
  }

  /** Its value as text; null where there is none. */
  public @Nullable String in(Incoming message) {
    return group == null ? in(message.json()) : message.group(group);
  }

  /** The same in a part of a document; a group is nowhere there. */
  public @Nullable String in(JsonNode document) {
    JsonNode node = node(document);
    return onlyText && (node == null || !node.isTextual()) ? null : JsonPath.text(node);
  }

  /** Whether there is a value, whichever. */
  boolean isIn(Incoming message) {
    if (group != null) {
      return message.group(group) != null;
    }
    JsonNode node = path.in(message.json());
    return node != null && !node.isNull() && !(onlyText && !node.isTextual());
  }

  /** The steps to a place from the root on; null for a group and inside a string. */
  @Nullable List<String> steps() {
    return group == null ? path.steps() : null;
  }

  public @Nullable JsonNode node(JsonNode document) {
    return group == null ? path.in(document) : null;
  }

  @Override
  public String toString() {
    return source;
  }
}
