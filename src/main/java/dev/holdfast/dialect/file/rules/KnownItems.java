package dev.holdfast.dialect.file.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The list of items that a session was told last. Where the list of the next document begins with
 * the very same text, its items are the very same nodes and are not read again: most of a return's
 * history was told by the return before.
 *
 * <p>What is left of a document once its known items are taken out is read as strictly as the whole
 * one. Forgets where memory is short. Mutable, for one thread at a time.
 */
public final class KnownItems implements Function<String, JsonNode> {

  private static final String BLANKS = " \t\r\n";

  private final Expression place;
  private final @Nullable List<String> steps;
  private final int least;
  private Told next = Told.NOTHING;
  private SoftReference<Told> last = new SoftReference<>(null);

  /**
   * Nothing is known yet.
   *
   * @param place where a document has the list
   * @param least characters of a document of which it is worth while to know something; at least 0
   */
  public KnownItems(Expression place, int least) {
    this.place = place;
    this.steps = place.steps();
    this.least = least;
  }

  /**
   * A list and where its items stand in its document.
   *
   * @param text the document
   * @param spans where the items stand in it
   * @param items as they were read
   */
  private record Told(String text, ItemSpans spans, List<JsonNode> items) {

    static final Told NOTHING = new Told("", new ItemSpans(0), List.of());

    /** With how many of these items another document goes on from there, each to the character. */
    int sameIn(String other, int otherStart) {
      int last = spans.end(spans.count() - 1);
      int otherLast = otherStart + last - spans.start();
      // Copies are compared many characters at a time, regions of strings one by one.
      if (otherLast <= other.length()
          && text.substring(spans.start(), last).equals(other.substring(otherStart, otherLast))) {
        return spans.count();
      }
      int same = 0;
      int from = spans.start();
      while (same < spans.count()
          && text.regionMatches(
              from, other, otherStart + from - spans.start(), spans.end(same) - from)) {
        from = spans.end(same);
        same++;
      }
      return same;
    }

    /** Where another document has the first of these items; negative where it has it nowhere. */
    int startIn(String other) {
      // Most documents begin alike, but for a number or two.
      int head = spans.end(0) - spans.start();
      if (other.length() < head) {
        return -1;
      }
      return text.regionMatches(spans.start(), other, spans.start(), head)
          ? spans.start()
          : other.indexOf(text.substring(spans.start(), spans.end(0)));
    }
  }

  /** The document; a missing node where the text is none. */
  @Override
  public JsonNode apply(String text) {
    next = Told.NOTHING;
    if (steps == null || text.length() < least) {
      return Json.read(text);
    }
    Told told = last.get();
    int start = told == null ? -1 : told.startIn(text);
    JsonNode read = told == null || start < 0 ? null : withKnown(told, text, start, steps);
    return read == null ? whole(text, steps) : read;
  }

  private JsonNode whole(String text, List<String> steps) {
    ListReader.Read read = Json.read(text, steps);
    next(text, read.document(), read.spans());
    return read.document();
  }

  private void next(String text, JsonNode document, @Nullable ItemSpans spans) {
    if (spans != null && spans.count() > 0 && place.node(document) instanceof ArrayNode list) {
      List<JsonNode> items = new ArrayList<>(list.size());
      list.forEach(items::add);
      next = new Told(text, spans, items);
    }
  }

  private @Nullable JsonNode withKnown(Told told, String text, int start, List<String> steps) {
    int same = told.sameIn(text, start);
    int rest = rest(text, start + told.spans.end(same - 1) - told.spans.start());
    if (rest < 0) {
      return null;
    }
    String unknown = text.substring(0, start) + text.substring(rest);
    ListReader.Read read = Json.read(unknown, steps);
    ItemSpans spans = read.spans();
    JsonNode document = read.document();
    if (spans == null
        || spans.start() != start
        || !(place.node(document) instanceof ArrayNode list)) {
      return null;
    }
    List<JsonNode> items = new ArrayList<>(told.items.subList(0, same));
    list.forEach(items::add);
    list.removeAll();
    list.addAll(items);
    next = new Told(text, told.spans.first(same, start).and(spans, rest - start), items);
    return document;
  }

  /** Where the next item begins behind one, or the list ends; negative where neither does. */
  private static int rest(String text, int behind) {
    int at = visible(text, behind);
    if (text.startsWith("]", at)) {
      return at;
    }
    int next = visible(text, at + 1);
    return text.startsWith(",", at) && text.startsWith("{", next) ? next : -1;
  }

  private static int visible(String text, int from) {
    int at = from;
    while (at < text.length() && BLANKS.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  /** The document that was read last was a list's. */
  public void told() {
    if (!next.items.isEmpty()) {
      last = new SoftReference<>(next);
      // Held no harder than that, or it would never be forgotten.
      next = Told.NOTHING;
    }
  }
}
