package dev.holdfast.settings;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Headers as they may be shown and recorded: their names, without their values. */
public final class ShownHeaders {

  private ShownHeaders() {}

  /**
   * The names of those headers.
   *
   * @param text as {@code holdfast.reach.headers} has them, such as {@code A: b | C: d}
   */
  public static String of(String text) {
    return Arrays.stream(text.split("\\|", -1))
        .map(each -> each.contains(":") ? each.strip().split(":", 2)[0] + ": " : "")
        .map(name -> name + ShownUrl.MASK)
        .collect(Collectors.joining(" | "));
  }
}
