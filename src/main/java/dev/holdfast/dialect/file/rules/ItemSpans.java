package dev.holdfast.dialect.file.rules;

import java.util.Arrays;

/** Where the items of a list stand in the text of a JSON document. */
final class ItemSpans {

  private static final int SOME = 16;

  private final int start;
  private int[] ends;
  private int count;

  /**
   * None yet.
   *
   * @param start behind the bracket that opens the list
   */
  ItemSpans(int start) {
    this.start = start;
    this.ends = new int[SOME];
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

  /** Another one ends there. */
  void add(int end) {
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, count + count);
    }
    ends[count++] = end;
  }
}
