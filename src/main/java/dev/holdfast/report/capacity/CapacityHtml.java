package dev.holdfast.report.capacity;

import dev.holdfast.capacity.plan.TestBed;
import dev.holdfast.markup.Html;
import dev.holdfast.wording.Wording;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What the pages on capacity and their sections share. */
final class CapacityHtml {

  private static final DateTimeFormatter STARTED =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private CapacityHtml() {}

  /** The beginning of the body of a page on capacity. */
  static Html top(String skip, String what) {
    return Html.of(
        """
        <a class="skip" href="#verdict">{}</a>
        <header class="top"><p><b>Holdfast</b> {}</p>
        <button type="button" id="theme" class="needs-script">Dark</button></header>
        <main>
        """,
        skip,
        what);
  }

  /** When a run began, to the minute; as it was recorded where that is no time. */
  static String started(String recorded) {
    try {
      return STARTED.format(Instant.parse(recorded));
    } catch (DateTimeException e) {
      return recorded;
    }
  }

  /** The machine of a target, in a few words. */
  static String bed(TestBed bed) {
    return (bed.processors() > 0 ? bed.processors() + " processors, " : "")
        + (bed.memoryBytes() > 0 ? Wording.bytes(bed.memoryBytes()) + ", " : "")
        + bed.system()
        + (bed.together() ? ", shared with the generator" : "");
  }

  /** Adds a fact to a list of them. */
  static void fact(Html html, String name, String value) {
    html.add("<div><dt>{}</dt><dd>{}</dd></div>\n", name, value);
  }

  /** With a capital first letter. */
  static String sentence(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
