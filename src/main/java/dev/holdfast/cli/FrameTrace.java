package dev.holdfast.cli;

import dev.holdfast.continuity.model.VisibleText;
import dev.holdfast.dialect.file.FrameListener;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Shows each frame with the rule that took it, and masks what looks like a secret. */
final class FrameTrace implements FrameListener {

  private static final int MOST_SHOWN = 120;

  /**
   * Long runs without a blank are tokens as often as not. Without a digit they are names, unless
   * they are very long, or mix upper and lower case and have no parts.
   */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?=[A-Za-z._~+/=-]*[0-9])[A-Za-z0-9._~+/=-]{20,}"
              + "|[A-Za-z._~+/=-]{40,}"
              + "|(?<![A-Za-z0-9._~+/=-])(?=[a-z+=~]*[A-Z])(?=[A-Z+=~]*[a-z])[A-Za-z+=~]{20,}"
              + "(?![A-Za-z0-9._/-])");

  /** A value that is shorter stands in too many other words. */
  private static final int LEAST_MASKED = 4;

  /** What is kept of a frame may be a resume token; a shorter value is a number. */
  private static final int LEAST_KEPT = 8;

  private static final int LONGEST = 20_000;

  private final PrintWriter out;
  private final int most;
  private final Set<String> secrets = ConcurrentHashMap.newKeySet();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  /**
   * A trace.
   *
   * @param out where to
   */
  FrameTrace(PrintWriter out) {
    this(out, MOST_SHOWN);
  }

  private FrameTrace(PrintWriter out, int most) {
    this.out = out;
    this.most = most;
  }

  /** One that shows frames to their ends, but for those that are very long. */
  static FrameTrace whole(PrintWriter out) {
    return new FrameTrace(out, LONGEST);
  }

  /** Something that is no frame. */
  void says(String what) {
    out.println("    " + shown(what));
    out.flush();
  }

  /**
   * The server sends a frame that nobody reads.
   *
   * @param kind of frame, to be shown behind it
   */
  void heard(String frame, String kind) {
    out.println("    ← " + shown(frame) + kind);
    out.flush();
  }

  @Override
  public void secret(String value) {
    if (value.length() >= LEAST_MASKED) {
      secrets.add(value);
    }
  }

  @Override
  public void sent(String frame) {
    out.println("    → " + shown(frame));
  }

  @Override
  public void taken(String message, String rule, Map<String, String> values) {
    seen.add(rule);
    values.values().stream().filter(value -> value.length() >= LEAST_KEPT).forEach(secrets::add);
    String kept = values.keySet().stream().sorted().collect(Collectors.joining(", "));
    out.println(
        "    ← " + shown(message) + "\n        " + rule + (kept.isEmpty() ? "" : ", kept " + kept));
  }

  @Override
  public void untaken(String message) {
    out.println("    ← " + shown(message) + "\n        ✗ no rule takes it");
  }

  /** Those of these rules that took no message. */
  List<String> unseen(List<String> rules) {
    return rules.stream().filter(rule -> !seen.contains(rule)).toList();
  }

  private String shown(String frame) {
    String masked = frame;
    for (String secret : secrets) {
      masked = masked.replace(secret, "(…)");
    }
    return VisibleText.excerpt(SECRET.matcher(masked).replaceAll("(…)"), most);
  }
}
