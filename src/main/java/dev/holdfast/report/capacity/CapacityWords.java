package dev.holdfast.report.capacity;

import dev.holdfast.capacity.Answer;
import dev.holdfast.capacity.LoadKind;
import dev.holdfast.capacity.RecordedSearch;
import dev.holdfast.capacity.model.Estimate;
import dev.holdfast.capacity.resources.Resource;
import dev.holdfast.wording.Wording;
import java.util.Locale;
import java.util.Objects;

/** Loads, answers and estimates as people read them; the same in pages and in Markdown. */
final class CapacityWords {

  private CapacityWords() {}

  /** A load without its unit: a whole number from 100 on. */
  static String load(double load) {
    return load == Math.rint(load) ? Wording.count(Math.round(load)) : Wording.number(load);
  }

  /** What a search found, in a few words; of rates also how many sessions shared them. */
  static String headline(RecordedSearch search) {
    Answer answer = search.answer();
    String words = search.kind().words() + sessions(search);
    return switch (answer.kind()) {
      case LIMIT -> load(Objects.requireNonNull(answer.load())) + " " + words;
      case AT_LEAST -> "at least " + load(Objects.requireNonNull(answer.load())) + " " + words;
      case NONE -> "no figure for " + words;
    };
  }

  private static String sessions(RecordedSearch search) {
    return search.kind() == LoadKind.SESSIONS
        ? ""
        : search
            .atLimit()
            .map(level -> Math.round(level.figures().sessions()))
            .map(open -> " with " + Wording.count(open) + " sessions open")
            .orElse("");
  }

  /** Why, in one sentence without a full stop. */
  static String because(RecordedSearch search) {
    Answer answer = search.answer();
    Double above = answer.above();
    return switch (answer.kind()) {
      case LIMIT ->
          "confirmed "
              + search.plan().confirmations()
              + " times over a long hold; at "
              + load(Objects.requireNonNull(above))
              + " "
              + answer.because();
      case AT_LEAST, NONE -> answer.because();
    };
  }

  /**
   * An estimate within its interval. A bootstrap interval may leave out an estimate on the edge of
   * what is possible: nobody knows then that it is not the estimate, so the interval is told wider.
   */
  static String estimate(Estimate estimate) {
    return Wording.number(estimate.value())
        + " ("
        + Wording.number(Math.min(estimate.low(), estimate.value()))
        + " to "
        + Wording.number(Math.max(estimate.high(), estimate.value()))
        + ")";
  }

  /** An amount of a resource with its unit. */
  static String amount(Resource resource, double used) {
    return switch (resource) {
      case HEAP, RESIDENT -> Wording.bytes(used);
      case COLLECTION -> Wording.shareUp(used) + " of the time";
      default -> Wording.number(used) + " " + resource.unit();
    };
  }

  /** An id for elements of a page. */
  static String id(LoadKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
