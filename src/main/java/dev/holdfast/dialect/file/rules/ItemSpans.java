package dev.holdfast.dialect.file.rules;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the items of a list stand in the text of a JSON document. */
final class ItemSpans {

  private static final int SOME = 16;

  private final int start;
  private int[] ends;
  private int count;

  private ItemSpans(int start) {
    this.start = start;
    this.ends = new int[SOME];
  }

  /**
   * Looks for a list.
   *
   * @return null where the text is no document, has no list of objects there, or tells that place
   *     twice
   */
  static @Nullable ItemSpans of(String text, Expression place) {
    List<String> steps = place.steps();
    if (steps == null) {
      return null;
    }
    try (JsonParser parser = Json.parser(text)) {
      parser.nextToken();
      ItemSpans found = search(parser, steps);
      return parser.nextToken() == null ? found : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** Behind the bracket that opens the list. */
  int start() {
    return start;
  }

  int count() {
    return count;
  }

  /** Behind an item. */
  int end(int item) {
    return ends[item];
  }

  /** The first items of the list, in a text where it begins elsewhere. */
  ItemSpans first(int items, int elsewhere) {
    ItemSpans first = new ItemSpans(elsewhere);
    for (int at = 0; at < items; at++) {
      first.add(ends[at] - start + elsewhere);
    }
    return first;
  }

  /** These, and then those of a text in which these and what parts them were left out. */
  ItemSpans and(ItemSpans others, int leftOut) {
    for (int at = 0; at < others.count; at++) {
      add(others.ends[at] + leftOut);
    }
    return this;
  }

  private void add(int end) {
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, count + count);
    }
    ends[count++] = end;
  }

  private static @Nullable ItemSpans search(JsonParser parser, List<String> steps)
      throws IOException {
    if (steps.isEmpty()) {
      return list(parser);
    }
    ItemSpans found = null;
    int there = 0;
    boolean inArray = parser.currentToken() == JsonToken.START_ARRAY;
    JsonToken end = inArray ? JsonToken.END_ARRAY : JsonToken.END_OBJECT;
    if (!parser.currentToken().isStructStart()) {
      return null;
    }
    for (int at = 0; parser.nextToken() != end; at++) {
      String name = inArray ? String.valueOf(at) : parser.currentName();
      if (!inArray) {
        parser.nextToken();
      }
      if (name.equals(steps.get(0))) {
        found = search(parser, steps.subList(1, steps.size()));
        there++;
      } else {
        parser.skipChildren();
      }
    }
    return there == 1 ? found : null;
  }

  private static @Nullable ItemSpans list(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return null;
    }
    ItemSpans spans = new ItemSpans(offset(parser));
    boolean objects = true;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      objects &= parser.currentToken() == JsonToken.START_OBJECT;
      parser.skipChildren();
      spans.add(offset(parser));
    }
    return objects ? spans : null;
  }

  private static int offset(JsonParser parser) {
    return (int) parser.currentLocation().getCharOffset();
  }
}
