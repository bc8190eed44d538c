package dev.holdfast.run.console;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Standard output without what Gatling itself prints: its table, and where its own page is, would
 * stand between the run's progress and its verdict. What loggers and other people's code print goes
 * on.
 */
final class WithoutGatling extends OutputStream {

  private static final String GATLING = "io.gatling.";

  private final Consumer<byte[]> onward;

  WithoutGatling(Consumer<byte[]> onward) {
    this.onward = onward;
  }

  @Override
  public void write(int one) {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] text, int from, int length) {
    if (!isGatlings()) {
      onward.accept(Arrays.copyOfRange(text, from, from + length));
    }
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
                    .map(name -> name.startsWith(GATLING))
                    .orElse(false));
  }

  private static boolean isOnTheWay(String name) {
    return name.startsWith("java.")
        || name.startsWith("sun.")
        || name.startsWith("scala.")
        || name.equals(WithoutGatling.class.getName());
  }
}
