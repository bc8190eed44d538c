package dev.holdfast.run.console;

import dev.holdfast.markup.WrappedText;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Standard output without what Gatling itself prints: its table, and where its own page is, would
 * stand between the run's progress and its verdict. What loggers and other people's code print goes
 * on, and so does an assertion that failed: nobody else says why the run then ends with an error.
 */
final class WithoutGatling extends OutputStream {

  /** Where Gatling prints its beginning and end, its table, and the way to its page. */
  private static final List<String> GATLING =
      List.of("io.gatling.app.", "io.gatling.core.stats.", "io.gatling.charts.");

  private static final String FAILED = " : false (actual : ";
  private static final int COLUMNS = 80;

  private final Consumer<byte[]> onward;
  private final String ours;

  /**
   * Output that goes on there.
   *
   * @param ours what an assertion begins with whose failure is told otherwise
   */
  WithoutGatling(Consumer<byte[]> onward, String ours) {
    this.onward = onward;
    this.ours = ours;
  }

  @Override
  public void write(int one) {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] text, int from, int length) {
    if (!isGatlings()) {
      onward.accept(Arrays.copyOfRange(text, from, from + length));
      return;
    }
    String said = new String(text, from, length, StandardCharsets.UTF_8);
    if (isOfAFailedAssertion(said)) {
      String lines = String.join("\n", WrappedText.lines("", "  ", said.strip(), COLUMNS));
      onward.accept((lines + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private boolean isOfAFailedAssertion(String text) {
    return text.contains(FAILED) && !text.startsWith(ours);
  }

  /** Whether the class that called on Java's and Scala's own to print is one of Gatling's. */
  private static boolean isGatlings() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .map(StackWalker.StackFrame::getClassName)
                    .filter(name -> !isOnTheWay(name))
                    .findFirst()
                    .map(name -> GATLING.stream().anyMatch(name::startsWith))
                    .orElse(false));
  }

  private static boolean isOnTheWay(String name) {
    return name.startsWith("java.")
        || name.startsWith("sun.")
        || name.startsWith("scala.")
        || name.equals(WithoutGatling.class.getName());
  }
}
